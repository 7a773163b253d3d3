# Writes regression_data.csv (simulated rows) and regression.csv (what R says of them).
# Rscript regression.R, in this folder. R 4.2.2, MASS, sandwich.
suppressMessages({library(MASS); library(sandwich); library(splines)})
set.seed(20260131)
n <- 240
d <- data.frame(x1 = rnorm(n), x2 = runif(n, 0, 10), g = sample(0:3, n, TRUE, c(.4, .3, .2, .1)),
                cluster = sample(0:29, n, TRUE), unit = rep(0:23, each = 10), w = round(rexp(n) + .1, 2),
                o = round(rnorm(n, 0, .3), 3))
d$time <- sample(0:11, n, TRUE)
eta <- with(d, -.3 + .5*x1 + .1*x2 + c(0, .4, -.5, .8)[g + 1] + o)
d$ylin <- eta + rnorm(n) * (1 + d$x2/5)
d$ybin <- rbinom(n, 1, plogis(eta))
d$trials <- sample(1:9, n, TRUE)
d$yshare <- rbinom(n, d$trials, plogis(eta)) / d$trials
d$ypois <- rpois(n, exp(eta))
d$ynb <- rnbinom(n, mu = exp(eta + .5), size = 1.7)
line <- function(...) { x <- c(...); ifelse(is.na(x), "nan", sprintf("%.17g", x)) }
put <- function(f, name, ...) cat(name, ",", paste(line(...), collapse = ","), "\n", sep = "", file = f)
f <- file("regression_data.csv", "w")
for (i in 1:n) put(f, "row", unlist(d[i, ]))
close(f)
d$g <- factor(d$g)
f <- file("regression.csv", "w")
put(f, "columns", seq_along(d))
tight <- glm.control(epsilon = 1e-15, maxit = 200)
vc <- function(name, m, v) { put(f, paste0(name, "_v"), v[lower.tri(v, TRUE)]) }
fit <- function(name, m) {
  put(f, name, coef(m)); vc(name, m, vcov(m))
  ll <- suppressWarnings(as.numeric(logLik(m)))
  dev <- deviance(m); null <- if (inherits(m, "glm")) m$null.deviance else { w <- weights(m); if (is.null(w)) w <- 1
    y <- model.response(model.frame(m)); o <- model.offset(model.frame(m)); if (!is.null(o)) y <- y - o
    sum(w * (y - weighted.mean(y, rep_len(w, length(y))))^2) }
  put(f, paste0(name, "_fit"), dev, null, df.residual(m), ll, AIC(m), BIC(m),
      sum(residuals(m, "pearson")^2), summary(m)$coefficients[2, 3:4],
      if (inherits(m, "glm")) summary(m)$dispersion else summary(m)$sigma^2)
}
robust <- function(name, m, cl) {
  for (t in c("HC0", "HC1", "HC2", "HC3")) vc(paste0(name, "_", t), m, vcovHC(m, t))
  vc(paste0(name, "_CR0"), m, vcovCL(m, cl, type = "HC0", cadjust = FALSE))
  vc(paste0(name, "_CR1"), m, vcovCL(m, cl, type = "HC1", cadjust = TRUE))
  vc(paste0(name, "_NW"), m, NeweyWest(m, lag = 4, prewhite = FALSE, adjust = FALSE))
}
m <- lm(ylin ~ x1 + x2 + g, d); fit("linear", m); robust("linear", m, d$cluster)
put(f, "linear_r2", summary(m)$r.squared, summary(m)$adj.r.squared)
m <- lm(ylin ~ x1 + x2 + g + offset(o), d, weights = w); fit("linear_w", m); robust("linear_w", m, d$cluster)
m <- glm(ybin ~ x1 + x2 + g, binomial, d, control = tight); fit("logistic", m); robust("logistic", m, d$cluster)
m <- glm(yshare ~ x1 + x2 + g + offset(o), binomial, d, weights = trials, control = tight)
fit("share", m); robust("share", m, d$cluster)
m <- glm(ypois ~ x1 + x2 + g + offset(o), poisson, d, control = tight); fit("poisson", m); robust("poisson", m, d$cluster)
m <- glm(ypois ~ x1 + x2 + g + offset(o), quasipoisson, d, weights = w, control = tight); fit("quasi", m); robust("quasi", m, d$cluster)
m <- glm(ypois ~ 0 + x1 + x2 + offset(o), poisson, d, control = tight); fit("poisson_0", m)
nb <- function(fo, name, w) {
  d$nbw <- w
  m <- eval(bquote(glm.nb(.(fo), d, weights = nbw, control = glm.control(epsilon = 1e-14, maxit = 500))))
  for (i in 1:30) { # glm.nb stops early: alternate to the end
    th <- theta.ml(m$y, fitted(m), sum(m$prior.weights), m$prior.weights, limit = 100, eps = 1e-14)
    g <- eval(bquote(glm(.(fo), negative.binomial(as.numeric(th)), d, control = tight, start = coef(m), weights = nbw)))
    m$fitted.values <- fitted(g); m$coefficients <- coef(g)
  }
  th <- theta.ml(g$y, fitted(g), sum(g$prior.weights), g$prior.weights, limit = 100, eps = 1e-14)
  put(f, name, coef(g)); put(f, paste0(name, "_v"), vcov(g, dispersion = 1)[lower.tri(vcov(g), TRUE)])
  ll <- sum(g$prior.weights * dnbinom(g$y, size = as.numeric(th), mu = fitted(g), log = TRUE))
  put(f, paste0(name, "_theta"), as.numeric(th), attr(th, "SE"), ll, deviance(g), g$null.deviance)
}
nb(ynb ~ x1 + x2 + g, "nb", 1)
nb(ynb ~ x1 + x2 + g + offset(o), "nb_w", d$w)
# splines
s <- ns(d$x2, 6); for (i in 1:5) put(f, paste0("ns6_", i), s[i, ])
s <- ns(d$x2, knots = c(2, 3.5, 7), Boundary.knots = c(1, 9)); for (i in 1:20) put(f, paste0("nsk_", i), s[i, ], d$x2[i])
m <- glm(ybin ~ x1 + ns(x2, 6), binomial, d, control = tight); fit("spline", m)
# collinear, and nearly so
d$x3 <- 2*d$x1 - d$x2; d$x4 <- d$x1 + 1e-6 * d$o
m <- lm(ylin ~ x1 + x2 + x3 + g, d); put(f, "aliased", coef(m)[!is.na(coef(m))], which(is.na(coef(m))))
m <- lm(ylin ~ x1 + x4 + x2, d); put(f, "near", coef(m)); vc("near", m, vcov(m))
m <- lm(ylin ~ x1 * g, d); fit("product", m)
# fixed effects as dummies: what absorbing must give
m <- lm(ylin ~ x1 + x2 + factor(unit) + factor(time), d); k <- c("x1", "x2")
put(f, "absorb", coef(m)[k], vcov(m)[k, k][lower.tri(diag(2), TRUE)],
    vcovCL(m, d$unit, type = "HC1", cadjust = TRUE)[k, k][lower.tri(diag(2), TRUE)], df.residual(m))
m <- lm(ylin ~ x1 + x2 + factor(unit) + factor(time) + factor(cluster), d, weights = w)
put(f, "absorb3", coef(m)[k], vcovCL(m, d$unit, type = "HC0", cadjust = FALSE)[k, k][lower.tri(diag(2), TRUE)])
close(f)
