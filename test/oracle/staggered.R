# Group-time effects and their aggregates with standard errors by brute force: each estimator is
# written with weights of the units, and a unit's influence is the derivative of the estimate by its
# weight (central differences). Writes staggered.csv beside this script.
set.seed(11)
lines <- character()
put <- function(name, ...)
    lines <<- c(lines, paste(c(name, formatC(c(...), digits = 17, format = "g", width = 1)),
                             collapse = ","))
n <- 90; times <- c(1, 2, 3, 5, 6)
x1 <- rnorm(n); x2 <- rbinom(n, 1, .5)
g <- sample(c(3, 5, 6, Inf), n, TRUE, c(.2, .2, .2, .4))
cluster <- sample(1:20, n, TRUE)
y <- sapply(times, function(t) rnorm(n, .5 * t + .3 * x1 * t + .2 * x2 + 1 * (t >= g) * (1 + .2 * t)))
for (i in 1:n) put("row", ifelse(is.finite(g[i]), g[i], -1), cluster[i], x1[i], x2[i], y[i, ])

# ATT(g, t) as a function of unit weights w.
att <- function(w, gg, t, base, control, estimator, covariates) {
    last <- max(t, base)
    keep <- g == gg | if (control == "never") is.infinite(g) else g > last
    d <- as.numeric(g == gg)[keep]; w <- w[keep]
    change <- (y[, times == t] - y[, times == base])[keep]
    x <- if (covariates) cbind(1, x1, x2)[keep, ] else cbind(rep(1, sum(keep)))
    out <- rep(0, sum(keep)); odds <- 1 - d
    if (estimator != "ipw") {
        c0 <- d == 0
        out <- as.vector(x %*% lm.wfit(x[c0, , drop = FALSE], change[c0], w[c0])$coefficients)
    }
    if (estimator != "reg") {
        p <- suppressWarnings(glm.fit(x, d, w, family = quasibinomial(),
                                      control = list(epsilon = 1e-14, maxit = 100)))$fitted.values
        odds <- (1 - d) * p / (1 - p)
    }
    a <- sum(w * d * (change - out)) / sum(w * d)
    if (estimator == "reg") a
    else a - sum(w * odds * (change - out)) / sum(w * odds)
}
derivative <- function(f) {
    h <- 1e-4
    sapply(1:n, function(i) {
        up <- down <- rep(1, n); up[i] <- 1 + h; down[i] <- 1 - h
        (f(up) - f(down)) / (2 * h)
    })
}
se <- function(inf) c(sqrt(sum(inf^2)), sqrt(sum(tapply(inf, cluster, sum)^2)))
base_of <- function(gg, t, universal)
    if (universal || t >= gg) max(times[times < gg]) else times[which(times == t) - 1]
estimate <- function(gg, t, base, control, estimator, covariates) {
    force(gg); force(t); force(base); force(control); force(estimator); force(covariates)
    function(w) att(w, gg, t, base, control, estimator, covariates)
}
cells <- expand.grid(t = times, g = c(3, 5, 6))
for (control in c("never", "notyet")) for (estimator in c("dr", "reg", "ipw", "none")) {
    covariates <- estimator != "none"
    e <- if (covariates) estimator else "reg"
    all <- list()
    for (k in seq_len(nrow(cells))) {
        gg <- cells$g[k]; t <- cells$t[k]
        if (t == 1) next
        f <- estimate(gg, t, base_of(gg, t, FALSE), control, e, covariates)
        inf <- derivative(f)
        put(paste("cell", control, estimator, gg, t, sep = "."), f(rep(1, n)), se(inf))
        all[[length(all) + 1]] <- list(g = gg, t = t, f = f, inf = inf)
    }
    early <- Filter(function(c) c$t < c$g, all)
    a <- sapply(early, function(c) c$f(rep(1, n)))
    v <- crossprod(sapply(early, function(c) c$inf))
    put(paste("pretrend", control, estimator, sep = "."), sum(a * solve(v, a)), length(a))
    share <- function(w, gg) sum(w * (g == gg))
    mean_of <- function(w, which, by = TRUE) {
        s <- sapply(which, function(c) if (by) share(w, c$g) else 1)
        sum(s * sapply(which, function(c) c$f(w))) / sum(s)
    }
    late <- Filter(function(c) c$t >= c$g, all)
    by <- list(event = function(c) c$t - c$g, cohort = function(c) c$g, calendar = function(c) c$t)
    report <- function(name, f) put(name, f(rep(1, n)), se(derivative(f)))
    report(paste("simple", control, estimator, sep = "."), function(w) mean_of(w, late))
    if (estimator %in% c("dr", "none")) for (kind in names(by)) {
        pool <- if (kind == "event") all else late
        key <- sapply(pool, by[[kind]])
        part <- function(k) { force(k); function(w) mean_of(w, pool[key == k], kind != "cohort") }
        for (k in sort(unique(key)))
            report(paste(kind, control, estimator, k, sep = "."), part(k))
        keys <- sort(unique(key)); if (kind == "event") keys <- keys[keys >= 0]
        report(paste(kind, control, estimator, "overall", sep = "."), function(w) {
            s <- if (kind == "cohort") sapply(keys, function(k) share(w, k)) else rep(1, length(keys))
            sum(s * sapply(keys, function(k) part(k)(w))) / sum(s)
        })
    }
}
for (k in seq_len(nrow(cells))) {
    gg <- cells$g[k]; t <- cells$t[k]
    if (t == base_of(gg, t, TRUE)) next
    f <- estimate(gg, t, base_of(gg, t, TRUE), "notyet", "dr", TRUE)
    put(paste("universal", gg, t, sep = "."), f(rep(1, n)), se(derivative(f)))
}
writeLines(lines, "staggered.csv")
