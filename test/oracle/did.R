# Two-way fixed effects with clustered errors: lm with dummies and sandwich::vcovCL.
# Writes did.csv beside this script.
library(sandwich)
set.seed(5)
lines <- character()
put <- function(name, ...)
    lines <<- c(lines, paste(c(name, formatC(c(...), digits = 17, format = "g", width = 1)),
                             collapse = ","))
# An unbalanced, weighted panel with units in larger clusters.
d <- expand.grid(unit = 1:40, time = 2001:2008)
d <- d[runif(nrow(d)) < .85, ]
first <- sample(c(2003, 2005, 2006, Inf), 40, TRUE); own <- rnorm(40)
d$first <- first[d$unit]
d$cluster <- (d$unit - 1) %/% 3
d$x <- rnorm(nrow(d)); d$w <- runif(nrow(d), .5, 2)
d$treated <- as.numeric(d$time >= d$first)
d$y <- own[d$unit] + .1 * (d$time - 2000)^1.3 + .5 * d$treated + .2 * d$x + rnorm(nrow(d), 0, .7)
for (i in seq_len(nrow(d)))
    put("row", d$unit[i], d$time[i], ifelse(is.finite(d$first[i]), d$first[i], -1), d$cluster[i],
        d$x[i], d$w[i], d$y[i])
# CR1 with K as asked: vcovCL type HC0 without cadjust, times our factor.
errors <- function(m, cluster, k, names) {
    n <- nobs(m); g <- length(unique(cluster))
    v <- vcovCL(m, cluster, type = "HC0", cadjust = FALSE)[names, names, drop = FALSE]
    list(v = v * g / (g - 1) * (n - 1) / (n - k), g = g)
}
report <- function(name, m, cluster, names, units, nested) {
    all <- m$rank
    put(paste0(name, ".beta"), coef(m)[names])
    for (k in c(all, if (nested) all - units + 1 else all)) {
        e <- errors(m, cluster, k, names)
        put(paste0(name, if (k == all) ".all" else ".free"), sqrt(diag(e$v)), k)
    }
}
units <- length(unique(d$unit))
m <- lm(y ~ treated + x + factor(unit) + factor(time), d)
report("plain", m, d$unit, c("treated", "x"), units, TRUE)
m <- lm(y ~ treated + x + factor(unit) + factor(time), d, weights = w)
report("weighted", m, d$cluster, c("treated", "x"), units, TRUE)
# Event study, -3 and before and 2 and after together, clustered by unit, K of all effects.
since <- ifelse(is.finite(d$first), pmin(pmax(d$time - d$first, -3), 2), -1)
e <- sapply(c(-3, -2, 0, 1, 2), function(k) as.numeric(since == k))
colnames(e) <- paste0("e", 1:5)
m <- lm(d$y ~ e + d$x + factor(d$unit) + factor(d$time))
names <- c(paste0("e", colnames(e)), "d$x")
report("event", m, d$unit, names, units, TRUE)
v <- errors(m, d$unit, m$rank, names)
b <- coef(m)[names][1:2]
f <- sum(b * solve(v$v[1:2, 1:2], b)) / 2
put("event.pretrend", f, pf(f, 2, v$g - 1, lower.tail = FALSE))
# Two groups, two periods, clustered.
h <- d[d$time %in% c(2002, 2007), ]
h$g <- as.numeric(is.finite(h$first)); h$a <- as.numeric(h$time == 2007)
m <- lm(y ~ g * a, h)
put("two.plain", coef(m)["g:a"], sqrt(vcov(m)["g:a", "g:a"]), summary(m)$coefficients["g:a", 4])
e <- errors(m, h$cluster, 4, "g:a")
put("two.cluster", coef(m)["g:a"], sqrt(e$v), 2 * pt(-abs(coef(m)["g:a"] / sqrt(e$v)), e$g - 1))
writeLines(lines, "did.csv")
