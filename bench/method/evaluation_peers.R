# Data for, and one run of, a peer in R: Rscript evaluation_peers.R make WHICH N FILE, or
# Rscript evaluation_peers.R WHICH FILE, which prints seconds, megabytes and the answers.
#
#   clogit       survival::clogit, exact
#   peers        stats::mantelhaen.test(exact = TRUE) for each group in turn
#   did          estimatr::lm_robust with both effects absorbed and CR1 by unit
#   staggered    Callaway & Sant'Anna in plain R, doubly robust: glm.fit, lm.fit, matrix algebra
#   synthetic    quadprog::solve.QP inside optim(Nelder-Mead) on ln V, one start
#   interrupted  lm, sandwich::NeweyWest, nlme::gls with corAR1
#   veil         glm with splines::ns, twice, and sandwich::vcovCL
args <- commandArgs(TRUE)
make <- function(which, n) switch(which,
    clogit = {
        s <- rep(seq_len(n / 20), each = 20)
        d <- data.frame(s, y = 0, x1 = rnorm(n), x2 = rnorm(n), x3 = rbinom(n, 1, .4), x4 = runif(n))
        d$y <- rbinom(n, 1, plogis(rnorm(n / 20)[s] - .5 + .4 * d$x1 + .5 * d$x3)); d
    },
    peers = {
        s <- sample(n / 50, n, TRUE); g <- sample(0:19, n, TRUE)
        data.frame(s, g, y = rbinom(n, 1, plogis(rnorm(n / 50)[s] - 1 + .02 * g)))
    },
    did = {
        d <- expand.grid(time = 1:20, unit = seq_len(n / 20))[, 2:1]
        first <- sample(c(8, 12, Inf), n / 20, TRUE); own <- rnorm(n / 20)
        d$y <- 0; d$treated <- as.numeric(d$time >= first[d$unit]); d$x <- rnorm(n)
        d$y <- own[d$unit] + d$time / 10 + .3 * d$treated + .1 * d$x + rnorm(n); d
    },
    staggered = {
        d <- expand.grid(time = 1:10, unit = seq_len(n / 10))[, 2:1]
        x <- rnorm(n / 10); first <- sample(c(4, 6, 8, 0), n / 10, TRUE)
        d$first <- first[d$unit]
        d$y <- x[d$unit] * d$time / 5 + (d$first > 0 & d$time >= d$first) + rnorm(n)
        d$x <- x[d$unit]; d
    },
    synthetic = {
        times <- 40; own <- matrix(rnorm(3 * n), 3); f <- apply(matrix(rnorm(3 * times), 3), 1, cumsum)
        y <- f %*% own + rnorm(n * times, 0, .3)
        x <- rbind(own + rnorm(3 * n, 0, .2), y[c(5, 10, 15, 20), ], rnorm(n))
        long <- function(kind, m) data.frame(kind, row = as.vector(row(m)) - 1,
                                             unit = as.vector(col(m)) - 1, value = as.vector(m))
        rbind(long(0, x), long(1, y))
    },
    interrupted = data.frame(y = 10 + seq_len(n) / n - (seq_len(n) > n / 2) +
                                 as.vector(arima.sim(list(ar = .4), n))),
    veil = {
        day <- sample(365, n, TRUE); dusk <- 1100 - 85 * cos(2 * pi * (day + 10) / 365)
        minute <- round(runif(n, 1000, 1280)); district <- sample(20, n, TRUE)
        data.frame(group = rbinom(n, 1, plogis(rnorm(20)[district] / 2 - .3 * (minute > dusk))),
                   minute, sunset = dusk - 30, dusk, district)
    })
if (args[1] == "make") {
    set.seed(as.integer(args[3]))
    d <- make(args[2], as.integer(args[3]))
    write.table(format(d, digits = 17, trim = TRUE), args[4], sep = ",", row.names = FALSE,
                quote = FALSE)
    quit()
}
suppressMessages({ library(survival); library(sandwich); library(splines); library(nlme)
                   library(estimatr); library(quadprog) })
d <- read.csv(args[2])
invisible(gc(reset = TRUE))
begin <- proc.time()[["elapsed"]]
answer <- switch(args[1],
    clogit = {
        m <- clogit(y ~ x1 + x2 + x3 + x4 + strata(s), d, method = "exact")
        c(coef(m)[1], sqrt(vcov(m)[1, 1]))
    },
    peers = {
        r <- lapply(0:19, function(k) {
            t <- table(factor(d$g == k, c(TRUE, FALSE)), factor(d$y, c(1, 0)), d$s)
            t <- t[, , apply(t, 3, function(m) min(rowSums(m), colSums(m)) > 0)]
            mantelhaen.test(t, exact = TRUE)
        })
        c(r[[1]]$estimate, r[[1]]$p.value)
    },
    did = {
        m <- lm_robust(y ~ treated + x, d, fixed_effects = ~ unit + time, clusters = unit,
                       se_type = "stata")
        c(coef(m)[1], m$std.error[1])
    },
    staggered = {
        y <- matrix(d$y, ncol = 10, byrow = TRUE); g <- d$first[d$time == 1]; x1 <- d$x[d$time == 1]
        n <- nrow(y); inf <- NULL; att <- NULL; of <- NULL; late <- NULL
        for (k in c(4, 6, 8)) for (t in 2:10) {
            keep <- g == k | g == 0; D <- as.numeric(g == k)[keep]; x <- cbind(1, x1)[keep, ]
            change <- (y[, t] - y[, if (t >= k) k - 1 else t - 1])[keep]; m <- length(D)
            p <- glm.fit(x, D, family = binomial())$fitted.values
            b <- lm.fit(x[D == 0, ], change[D == 0])$coefficients
            r <- as.vector(change - x %*% b); w <- (1 - D) * p / (1 - p)
            et <- sum(D * r) / sum(D); ec <- sum(w * r) / sum(w)
            ols <- ((1 - D) * r * x) %*% solve(crossprod(x[D == 0, ]) / m)
            ps <- ((D - p) * x) %*% solve(crossprod(x, p * (1 - p) * x) / m)
            it <- (D * (r - et) - ols %*% colMeans(D * x)) / mean(D)
            ic <- (w * (r - ec) + ps %*% colMeans(w * (r - ec) * x) - ols %*% colMeans(w * x)) / mean(w)
            full <- numeric(n); full[keep] <- n / m * (it - ic)
            inf <- cbind(inf, full); att <- c(att, et - ec); of <- c(of, k); late <- c(late, t >= k)
        }
        s <- sapply(of[late], function(k) mean(g == k)); total <- sum(s); a <- att[late]
        overall <- sum(s * a) / total
        own <- sapply(of[late], function(k) (g == k) - mean(g == k))
        whole <- inf[, late] %*% (s / total) + own %*% ((a - overall) / total)
        c(overall, sqrt(sum(whole^2)) / n)
    },
    synthetic = {
        wide <- function(k) { e <- d[d$kind == k, ]; matrix(e$value, max(e$row) + 1) }
        x <- wide(0); y <- wide(1); x <- x / apply(x, 1, sd); h <- nrow(y) / 2; J <- ncol(x) - 1
        count <- 0
        loss <- function(u) {
            count <<- count + 1
            v <- exp(u - max(u)); v <- v / sum(v); z <- sqrt(v) * (x[, -1] - x[, 1])
            q <- crossprod(z); q <- q + diag(1e-8 * mean(diag(q)), J)
            w <- solve.QP(q, rep(0, J), cbind(1, diag(J)), c(1, rep(0, J)), meq = 1)$solution
            mean((y[1:h, 1] - y[1:h, -1] %*% w)^2)
        }
        o <- optim(rep(0, nrow(x)), loss, control = list(maxit = 5000, reltol = 1e-12))
        c(o$value, count)
    },
    interrupted = {
        n <- nrow(d); d$t <- seq_len(n); d$post <- as.numeric(d$t > n / 2)
        d$since <- d$post * (d$t - n / 2 - 1); d$season <- factor((d$t - 1) %% 12)
        m <- lm(y ~ t + post + since + season, d)
        v <- NeweyWest(m, lag = 12, prewhite = FALSE, adjust = FALSE)
        g <- gls(y ~ t + post + since + season, d, correlation = corAR1())
        c(coef(m)["post"], sqrt(v["post", "post"]),
          coef(g$modelStruct$corStruct, unconstrained = FALSE))
    },
    veil = {
        d <- d[d$minute >= 1010 & d$minute <= 1270 & !(d$minute > d$sunset & d$minute < d$dusk), ]
        d$dark <- as.numeric(d$minute > d$dusk); d$district <- factor(d$district)
        m <- glm(group ~ dark + ns(minute, 6), binomial, d)
        m <- glm(group ~ dark + ns(minute, 6) + district, binomial, d)
        v <- vcovCL(m, d$district, type = "HC0", cadjust = FALSE)
        c(coef(m)["dark"], sqrt(v["dark", "dark"]))
    })
seconds <- proc.time()[["elapsed"]] - begin
cat(sprintf("%.6f %.1f", seconds, sum(gc()[, 6])), formatC(answer, digits = 10), "\n")
