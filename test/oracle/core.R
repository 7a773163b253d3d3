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
# Fisher: a, b, c, d, level, odds ratio, low, high, p  (fisher.test stops its root finder early, so it
# only checks these roots of the same distribution to 5 %)
dnh <- function(t, w) { m <- t[1]+t[2]; n <- t[3]+t[4]; k <- t[1]+t[3]; s <- max(0, k-n):min(k, m)
  d <- dhyper(s, m, n, k, log = TRUE) + s*log(w); d <- exp(d - max(d)); list(s = s, d = d/sum(d)) }
root <- function(f, lo = -40, hi = 40) exp(uniroot(f, c(lo, hi), tol = 1e-14, maxiter = 5000)$root)
exact_or <- function(t, level) { x <- t[1]; m <- t[1]+t[2]; n <- t[3]+t[4]; k <- t[1]+t[3]
  lo <- max(0, k-n); hi <- min(k, m); al <- (1-level)/2
  est <- if (x == lo) 0 else if (x == hi) Inf else root(function(u) { h <- dnh(t, exp(u)); sum(h$s*h$d) - x })
  low <- if (x == lo) 0 else root(function(u) { h <- dnh(t, exp(u)); sum(h$d[h$s >= x]) - al })
  high <- if (x == hi) Inf else root(function(u) { h <- dnh(t, exp(u)); al - sum(h$d[h$s <= x]) })
  c(est, low, high) }
for (t in list(c(12, 28, 5, 35), c(3, 1, 1, 3), c(0, 5, 4, 6), c(10, 0, 3, 7), c(1, 9, 11, 3), c(150, 850, 90, 910),
               c(2, 3000, 9, 2500), c(40, 60, 40, 60), c(5, 0, 0, 6))) for (level in c(.9, .95)) {
  e <- exact_or(t, level); f <- fisher.test(matrix(t, 2, byrow = TRUE), conf.level = level)
  stopifnot(all(abs(e - c(f$estimate, f$conf.int)) <= 5e-2 * abs(e) + 1e-3 | e %in% c(0, Inf)))
  row("fisher", t, level, e, f$p.value)
}
# Mantel-Haenszel: strata, 4 counts each, OR, low, high, chi2, p; corrected chi2, p
for (t in list(c(20, 15, 30, 40, 25, 18, 22, 30, 10, 12, 8, 20), c(1, 3, 2, 5, 0, 4, 3, 1, 7, 2, 2, 6, 4, 4, 4, 4))) {
  a <- array(t, c(2, 2, length(t)/4)); a <- aperm(a, c(2, 1, 3))
  u <- mantelhaen.test(a, correct = FALSE); v <- mantelhaen.test(a)
  row("mantel_haenszel", length(t)/4, t, u$estimate, u$conf.int, u$statistic, u$p.value, v$statistic, v$p.value)
}
# Ratio of risks: x1, n1, x2, n2, level, ratio, Katz low, high, score low, high. The score interval is
# found from the likelihood itself: the restricted estimate by optimize, no closed form.
score_chi2 <- function(r, x1, n1, x2, n2) {
  ll <- function(p2) { p1 <- r*p2; sum(ifelse(c(x1, n1-x1, x2, n2-x2) == 0, 0, c(x1, n1-x1, x2, n2-x2)*log(c(p1, 1-p1, p2, 1-p2)))) }
  g <- function(p2) { p1 <- r*p2; x1/p2 - (n1-x1)*r/(1-p1) + x2/p2 - (n2-x2)/(1-p2) }
  top <- min(1, 1/r)
  p2 <- uniroot(g, c(1e-14, top*(1 - 1e-14)), tol = 1e-16, maxiter = 5000)$root; p1 <- r*p2
  (x1 - n1*p1)^2/(n1*p1*(1-p1)) + (x2 - n2*p2)^2/(n2*p2*(1-p2)) }
for (v in list(c(36, 40, 16, 80), c(5, 56, 2, 29), c(0, 20, 7, 30), c(9, 14, 0, 12), c(48, 80, 12, 40), c(300, 1000, 420, 1100))) {
  q <- qchisq(.95, 1); r <- (v[1]/v[2])/(v[3]/v[4])
  f <- function(u) score_chi2(exp(u), v[1], v[2], v[3], v[4]) - q
  mid <- if (r == 0) log((v[1]+.5)/(v[2]+.5)/((v[3]+.5)/(v[4]+.5))) - 3 else if (is.infinite(r)) log((v[1]+.5)/(v[2]+.5)/((v[3]+.5)/(v[4]+.5))) + 3 else log(r)
  low <- if (v[1] == 0) 0 else exp(uniroot(f, c(mid - 6, mid), tol = 1e-14, maxiter = 5000)$root)
  high <- if (v[3] == 0) Inf else exp(uniroot(f, c(mid, mid + 6), tol = 1e-14, maxiter = 5000)$root)
  w <- qnorm(.975)*sqrt(1/v[1] - 1/v[2] + 1/v[3] - 1/v[4])
  row("risk_ratio", v, .95, r, if (v[1]*v[3] == 0) c(NaN, NaN) else r*exp(c(-w, w)), low, high)
}
# Many tests: n, p, BH, Holm
p <- c(.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1)
row("adjust", length(p), p, p.adjust(p, "BH"), p.adjust(p, "holm"))
p <- c(.2, .04, .04, .9, .001); row("adjust", length(p), p, p.adjust(p, "BH"), p.adjust(p, "holm"))
# Smoothing: n, events, exposure, Marshall mean, variance, values; gamma shape, mean, values.
# spdep::EBest's formula; the negative binomial by its likelihood (MASS agrees to its own tolerance).
set.seed(5)
for (case in list(list(c(3, 0, 12, 5, 1, 30, 8, 2), c(100, 40, 300, 90, 70, 420, 110, 65)),
                  list(rnbinom(25, size = 2, mu = 1:25), (1:25)*7))) {
  O <- case[[1]]; P <- case[[2]]; r <- O/P; b <- sum(O)/sum(P)
  s2 <- max(0, sum(P*(r-b)^2)/sum(P) - b/(sum(P)/length(P)))
  eb <- b + s2*(r-b)/(s2 + b/P)
  mu <- function(a) exp(uniroot(function(u) sum(a*(O - exp(u)*P)/(a + exp(u)*P)), log(b) + c(-5, 5), tol = 1e-15, maxiter = 5000)$root)
  g <- function(la) { a <- exp(la); m <- mu(a)*P; sum(digamma(O+a) - digamma(a) + log(a/(a+m)) + (m-O)/(a+m)) }
  a <- exp(uniroot(g, c(-5, 8), tol = 1e-14, maxiter = 5000)$root); m <- mu(a)
  fit <- suppressWarnings(glm.nb(O ~ 1 + offset(log(P)), control = glm.control(epsilon = 1e-12, maxit = 500)))
  stopifnot(abs(fit$theta/a - 1) < 1e-3, abs(exp(coef(fit))/m - 1) < 1e-4)
  row("smoothing", length(O), O, P, b, s2, eb, a, m)
  row("smoothed_range", length(O), qgamma(.025, O + a, P + a/m), qgamma(.975, O + a, P + a/m))
}
# Linear programmes: rows, columns, matrix by row, b, c, greatest c'x (lpSolve)
suppressMessages(library(lpSolve)); set.seed(3)
for (i in 1:12) { m <- sample(2:4, 1); n <- m + sample(2:4, 1)
  A <- matrix(sample(0:3, m*n, TRUE), m); A[1, ] <- sample(1:3, n, TRUE); x <- sample(0:4, n, TRUE); b <- A %*% x
  k <- sample(-5:5, n, TRUE); l <- lp("max", k, A, rep("=", m), b); stopifnot(l$status == 0)
  row("simplex", m, n, t(A), b, k, l$objval) }
