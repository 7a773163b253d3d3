# The same problems as core_bench.c by base R.
n <- 2000; i <- 1:n
number <- function(i, by, below) (i * by) %% below
bench <- function(name, one) {
  t <- system.time(sum <- sum(vapply(i, one, 0)))
  cat(sprintf("%s\t%d\t%.5f\t%.6f\n", name, n, t[["user.self"]] + t[["sys.self"]], sum))
}
bench("rate_ratio", function(i) {
  t <- poisson.test(c(number(i, 7919, 97) + 1, number(i, 104729, 89) + 1), c(1000, 900)); t$p.value + t$conf.int[1] })
bench("fisher", function(i) fisher.test(matrix(c(number(i, 7919, 37), number(i, 104729, 61), number(i, 1299709, 41),
                                                 number(i, 15485863, 53)) + 1, 2, byrow = TRUE))$p.value)
bench("proportion", function(i) sum(binom.test(number(i, 7919, 83), 83)$conf.int))
bench("trend", function(i) { t <- 0:23
  coef(summary(glm(number(i + t, 7919, 31) + 1 ~ t, family = quasipoisson)))[2, 1] })
