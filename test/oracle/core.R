# Writes core.csv: a name and numbers, inputs first, then what R says. Base R, MASS and epitools.
# Rscript core.R > core.csv
suppressMessages({library(MASS); library(epitools)})
row <- function(name, ...) cat(name, ",", paste(sprintf("%.17g", c(...)), collapse = ","), "\n", sep = "")

# count: x, level, low, high; and x, expected, level, p, low, high
for (x in c(0, 1, 2, 5, 17, 300, 123456)) for (level in c(.8, .95, .99))
  row("garwood", x, level, poisson.test(x, conf.level = level)$conf.int)
for (x in c(0, 1, 4, 12, 40, 1000)) for (e in c(.3, 4, 11.5, 60, 1010.25)) {
  t <- poisson.test(x, r = e)
  row("count_against", x, e, .95, t$p.value, t$conf.int / e)
}
# rate ratio: x1, t1, x2, t2, level, ratio, p, low, high
for (v in list(c(30, 1e4, 12, 9e3), c(0, 50, 3, 70), c(4, 12.5, 0, 30), c(1, 1, 1, 1), c(204420, 648846, 50698, 548312),
               c(29999, 221777, 50698, 548312), c(3, 100, 9, 80), c(700, 1e6, 600, 9e5))) {
  t <- poisson.test(v[c(1, 3)], v[c(2, 4)])
  row("rate_ratio", v, .95, (v[1]/v[2])/(v[3]/v[4]), t$p.value, t$conf.int)
}
# standardised rate (Fay & Feuer 1997, table 1; data of Fleiss 1981, p. 249): per column
# 6 x (events, exposure, standard), crude, adjusted, low, high
population <- matrix(c(230061, 329449, 114920, 39487, 14208, 3052, 72202, 326701, 208667, 83228, 28466, 5375,
  15050, 175702, 207081, 117300, 45026, 8660, 2293, 68800, 132424, 98301, 46075, 9834, 327, 30666, 123419, 149919, 104088, 34392), 6)
count <- matrix(c(107, 141, 60, 40, 39, 25, 25, 150, 110, 84, 82, 39, 3, 71, 114, 103, 108, 75, 1, 26, 64, 89, 137, 96,
  0, 8, 63, 112, 262, 295), 6)
standard <- rowMeans(population)
for (j in 1:5) row("standardize", rbind(count[, j], population[, j], standard),
                   ageadjust.direct(count[, j], population[, j], stdpop = standard))
# proportions: k, n, level, wilson, exact; k, n, p0, p
for (v in list(c(7, 40), c(0, 10), c(10, 10), c(1, 1), c(81, 263), c(15, 148), c(0, 20), c(1, 29), c(123456, 1e6)))
  for (level in c(.9, .95))
    row("proportion", v, level, suppressWarnings(prop.test(v[1], v[2], conf.level = level, correct = FALSE))$conf.int,
        binom.test(v[1], v[2], conf.level = level)$conf.int)
for (v in list(c(7, 40, .3), c(0, 10, .2), c(10, 10, .9), c(5, 10, .5), c(600, 1000, .57), c(3, 11, .25)))
  row("binomial_two_sided", v, binom.test(v[1], v[2], v[3])$p.value)
# means: n, values, level, mean, sd, low, high; quantiles type 7
set.seed(11)
for (n in c(2, 5, 11, 20)) {
  x <- round(rgamma(n, 2, .1), 3); t <- t.test(x)
  row("mean", n, x, .95, mean(x), sd(x), t$conf.int)
  for (p in c(.1, .25, .5, .9)) {
    tail <- .025; r <- max(which(pbinom(0:(n + 1) - 1, n, p) <= tail)) - 1   # rank 0 .. n+1
    s <- n + 2 - max(which(pbinom(0:(n + 1) - 1, n, 1 - p) <= tail))
    y <- sort(x)
    row("quantile", n, x, p, .95, quantile(x, p, type = 7), if (r >= 1) y[r] else NaN, if (s <= n) y[s] else NaN)
  }
}
# trend: n, (y, t, exposure), quasi: slope, se, p, intercept, dispersion, deviance; poisson: se, p
for (case in list(list(c(12, 15, 11, 20, 24, 19, 30), 2015:2021, c(1, 1.1, 1, 1.2, 1.2, 1.3, 1.3)),
                  list(c(3, 0, 1, 0, 5), c(0, 1, 2, 4, 8), rep(1, 5)),
                  list(c(900, 850, 870, 700, 640, 655), 1:6, rep(1e5, 6)))) {
  y <- case[[1]]; t <- case[[2]]; e <- case[[3]]
  ctl <- glm.control(epsilon = 1e-14, maxit = 100)
  q <- summary(glm(y ~ t + offset(log(e)), family = quasipoisson, control = ctl))
  p <- summary(glm(y ~ t + offset(log(e)), family = poisson, control = ctl))
  row("trend", length(y), rbind(y, t, e), q$coefficients[2, c(1, 2, 4)], q$coefficients[1, 1], q$dispersion, q$deviance,
      p$coefficients[2, c(2, 4)])
}
