# Segmented regression: lm/glm, sandwich::NeweyWest, lmtest::dwtest, Box.test, nlme::gls, MASS.
# Writes interrupted.csv beside this script.
library(sandwich); library(nlme); library(MASS)
set.seed(3)
lines <- character()
put <- function(name, ...)
    lines <<- c(lines, paste(c(name, formatC(c(...), digits = 17, format = "g", width = 1)),
                             collapse = ","))
n <- 60; t <- 1:n; begins <- 37; post <- as.numeric(t >= begins); since <- post * (t - begins)
month <- factor((t + 2) %% 12)
e <- as.vector(arima.sim(list(ar = .5), n)) * .15
exposure <- round(runif(n, 900, 1300))
mu <- exp(-3.2 + .004 * t - .25 * post - .005 * since + .2 * sin(2 * pi * (t + 2) / 12) + e)
count <- rpois(n, mu * exposure)
level <- 20 + .1 * t - 3 * post + .05 * since + 5 * e
other <- rnorm(n)
for (i in 1:n) put("row", level[i], count[i], exposure[i], other[i])
nw <- function(m, lag) NeweyWest(m, lag = lag, prewhite = FALSE, adjust = FALSE)
dw <- function(r) sum(diff(r)^2) / sum(r^2)
lb <- function(r, lag) { b <- Box.test(r, lag, "Ljung"); c(b$statistic, b$p.value) }
ar1 <- function(name, f, d) {
    g <- gls(f, d, correlation = corAR1(), method = "REML",
             control = glsControl(tolerance = 1e-12, msTol = 1e-14, maxIter = 500, msMaxIter = 500))
    put(paste0(name, ".ar1"), coef(g$modelStruct$corStruct, unconstrained = FALSE), coef(g),
        sqrt(diag(g$varBeta)))
}
d <- data.frame(level, count, exposure, other, t, post, since, month)
m <- lm(level ~ t + post + since + other, d)
put("linear.beta", coef(m)); put("linear.se", sqrt(diag(nw(m, 4))))
put("linear.tests", dw(resid(m)), lb(resid(m), 10)); ar1("linear", formula(m), d)
# Effects at t = 50 and over 40..60 (difference; ratio with the log-scale error).
effect <- function(name, m, v, t1, t2, logarithmic, q, offset = 0) {
    rows <- t >= t1 & t <= t2
    x <- model.matrix(m)[rows, , drop = FALSE]; x0 <- x; x0[, c("post", "since")] <- 0
    eta <- x %*% coef(m) + if (length(offset) > 1) offset[rows] else 0
    eta0 <- x0 %*% coef(m) + if (length(offset) > 1) offset[rows] else 0
    f <- if (logarithmic) exp else identity
    g1 <- colSums(if (logarithmic) as.vector(exp(eta)) * x else x)
    g0 <- colSums(if (logarithmic) as.vector(exp(eta0)) * x0 else x0)
    a <- sum(f(eta)); b <- sum(f(eta0))
    s <- sqrt(sum((g1 - g0) * (v %*% (g1 - g0))))
    w <- g1 / a - g0 / b; l <- sqrt(sum(w * (v %*% w)))
    put(name, a, b, s, a - b - q * s, a - b + q * s, a / b, a / b * exp(-q * l), a / b * exp(q * l))
}
effect("linear.at", m, nw(m, 4), 50, 50, FALSE, qt(.975, m$df.residual))
effect("linear.sum", m, nw(m, 4), 40, 60, FALSE, qt(.975, m$df.residual))
s1 <- sin(2 * pi * (t + 2) / 12); c1 <- cos(2 * pi * (t + 2) / 12)
s2 <- sin(4 * pi * (t + 2) / 12); c2 <- cos(4 * pi * (t + 2) / 12)
m <- lm(log(level) ~ t + post + since + s1 + c1 + s2 + c2)
put("log.beta", coef(m)); put("log.se", sqrt(diag(nw(m, 3))))
put("log.tests", dw(resid(m)), lb(resid(m), 24)); ar1("log", formula(m), d)
effect("log.sum", m, nw(m, 3), 37, 60, TRUE, qt(.975, m$df.residual))
m <- glm(count ~ t + post + since + month + offset(log(exposure)), poisson, d, epsilon = 1e-14)
put("poisson.beta", coef(m)); put("poisson.se", sqrt(diag(nw(m, 6))))
r <- resid(m, "pearson"); put("poisson.tests", dw(r), lb(r, 5))
effect("poisson.sum", m, nw(m, 6), 37, 60, TRUE, qnorm(.975), log(exposure))
m <- glm(count ~ t + post + since + s1 + c1 + offset(log(exposure)), quasipoisson, d,
         epsilon = 1e-14)
put("quasi.beta", coef(m)); put("quasi.se", sqrt(diag(vcov(m))))
effect("quasi.at", m, vcov(m), 60, 60, TRUE, qt(.975, m$df.residual), log(exposure))
m <- glm.nb(count ~ t + post + since + s1 + c1 + offset(log(exposure)), d,
            control = glm.control(epsilon = 1e-14, maxit = 200))
put("nb.beta", coef(m)); put("nb.theta", m$theta)
r <- resid(m, "pearson"); put("nb.tests", dw(r), lb(r, 24))
writeLines(lines, "interrupted.csv")
