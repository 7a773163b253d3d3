# Conditional logistic regression and peers: survival::clogit, stats::mantelhaen.test (exact).
# Writes clogit.csv beside this script: Rscript clogit.R
library(survival)
set.seed(20)
lines <- character()
put <- function(name, ...) {
    numbers <- formatC(c(...), digits = 17, format = "g", width = 1)
    lines <<- c(lines, paste(c(name, numbers), collapse = ","))
}
put_fit <- function(name, f) {
    put(paste0(name, ".beta"), coef(f))
    put(paste0(name, ".covariance"), vcov(f))
    put(paste0(name, ".log_likelihood"), f$loglik)
    put(paste0(name, ".tests"), 2 * diff(f$loglik), f$wald.test, f$score)
}
control <- coxph.control(eps = 1e-13, toler.chol = 1e-14, iter.max = 50)

# Strata of 2 to 40 rows with any number of events, two numbers and one binary column.
size <- sample(2:40, 30, TRUE)
s <- rep(seq_along(size), size)
n <- length(s)
x1 <- rnorm(n); x2 <- runif(n, -2, 2); x3 <- rbinom(n, 1, .4)
base <- rnorm(length(size), 0, 1.5)
y <- rbinom(n, 1, plogis(base[s] + .5 * x1 - .3 * x2 + .8 * x3))
for (i in seq_len(n)) put("row", s[i], y[i], x1[i], x2[i], x3[i])
put_fit("mixed", clogit(y ~ x1 + x2 + x3 + strata(s), method = "exact", control = control))

# A well-known one: spontaneous and induced abortions and infertility, matched (Trichopoulos 1976).
for (i in seq_len(nrow(infert)))
    put("infert", infert$stratum[i], infert$case[i], infert$spontaneous[i], infert$induced[i])
put_fit("infert", clogit(case ~ spontaneous + induced + strata(stratum), data = infert,
                         method = "exact", control = control))

# Officers 0-5 in strata: each against the others.
n <- 400
s <- sample(1:25, n, TRUE); g <- sample(0:5, n, TRUE)
y <- rbinom(n, 1, plogis(rnorm(25)[s] + c(0, .2, -.3, 1.2, 0, .4)[g + 1] - 1))
for (i in seq_len(n)) put("peer.row", s[i], g[i], y[i])
# mantelhaen.test(exact) solves its limits to 1e-4 only: here they are found to the last digit from
# the same law, and compared with it.
sum_law <- function(t, psi) {
    law <- 1; low <- 0
    for (k in seq_len(dim(t)[3])) {
        n1 <- sum(t[1, , k]); n0 <- sum(t[2, , k]); m <- sum(t[, 1, k])
        a <- max(0, m - n0):min(n1, m)
        one <- choose(n1, a) * choose(n0, m - a) * psi^a
        next_law <- rep(0, length(law) + length(one) - 1)
        for (j in seq_along(one)) {
            at <- j - 1 + seq_along(law)
            next_law[at] <- next_law[at] + law * one[j]
        }
        law <- next_law / sum(next_law); low <- low + a[1]
    }
    list(value = low + seq_along(law) - 1, p = law)
}
limit <- function(t, tail) {
    seen <- sum(t[1, 1, ])
    f <- function(b) {
        l <- sum_law(t, exp(b))
        sum(l$p[if (tail == "above") l$value >= seen else l$value <= seen]) - .025
    }
    exp(uniroot(f, c(-8, 8), tol = 1e-14, maxiter = 10000)$root)
}
p <- numeric()
for (k in 0:5) {
    t <- table(factor(g == k, c(TRUE, FALSE)), factor(y, c(1, 0)), s)
    t <- t[, , apply(t, 3, function(m) min(rowSums(m), colSums(m)) > 0)]
    m <- mantelhaen.test(t, exact = TRUE)
    f <- clogit(y ~ I(g == k) + strata(s), method = "exact", control = control)
    limits <- c(limit(t, "above"), limit(t, "below"))
    stopifnot(abs(limits / m$conf.int - 1) < 1e-3, abs(exp(coef(f)) / m$estimate - 1) < 1e-3)
    p <- c(p, m$p.value)
    put(paste0("peer.", k), dim(t)[3], sum(t[1, , ]), sum(t[1, 1, ]), exp(coef(f)), m$p.value,
        limits, sum(apply(t, 3, function(m) sum(m[1, ]) * sum(m[, 1]) / sum(m))))
}
put("peer.q", p.adjust(p, "BH"))
writeLines(lines, "clogit.csv")
