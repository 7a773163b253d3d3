# One run of a peer in R, in a process of its own: Rscript permutation_peers.R WHICH FILE REPLICATES
# [SPACE TIME]. Prints processor seconds, megabytes, wall-clock seconds, the statistic and its p-value.
#
#   knox       surveillance::knox with simulated p-value
#   mantel     whole matrices in plain R: sum(w * m[o, o])
#   scan       the same windows in plain R, vectorised: every circle's sum by cumsum over the sorted
#              neighbours, one matrix for all centres
#   scan_test  spatstat.explore::scan.test of cases among points: centres on its pixels and one
#              radius, so it looks at other windows, and its statistic is another number
#   randomised coin::oneway_test, approximate
args <- commandArgs(TRUE)
d <- read.csv(args[2]); R <- as.integer(args[3])
suppressMessages(switch(args[1], knox = library(surveillance), scan_test = library(spatstat.explore),
                        randomised = library(coin)))
set.seed(1)
begin <- proc.time()
answer <- switch(args[1],
    knox = {
        k <- knox(dist(d$t), dist(d[, c("x", "y")]), as.numeric(args[5]), as.numeric(args[4]),
                  simulate.p.value = TRUE, B = R)
        c(k$statistic, k$p.value)
    },
    mantel = {
        w <- as.matrix(1 / (1 + dist(d[, c("x", "y")]))); m <- as.matrix(1 / (1 + dist(d$t)))
        diag(w) <- 0
        z <- sum(w * m) / 2
        s <- replicate(R, { o <- sample(nrow(d)); sum(w * m[o, o]) / 2 })
        c(z, (1 + sum(s >= z)) / (R + 1))
    },
    scan = {
        n <- nrow(d); C <- sum(d$cases); mu <- d$people * C / sum(d$people)
        o <- apply(as.matrix(dist(d[, c("x", "y")])), 1, order) # column k: neighbours of k
        m <- apply(matrix(mu[o], n), 2, cumsum)
        m[m > C / 2] <- NA
        best <- function(cases) {
            c <- apply(matrix(cases[o], n), 2, cumsum)
            high <- which(c > m & c >= 2)
            c <- c[high]; e <- m[high]
            max(0, c * log(c / e) + ifelse(c < C, (C - c) * log((C - c) / (C - e)), 0))
        }
        t <- best(d$cases)
        s <- replicate(R, best(rmultinom(1, C, mu)[, 1]))
        c(t, (1 + sum(s >= t * (1 - 1e-9))) / (R + 1))
    },
    scan_test = {
        X <- ppp(d$x, d$y, c(0, 1), c(0, 1), marks = factor(d$cases), check = FALSE)
        k <- scan.test(X, 0.1, method = "binomial", case = 2, nsim = R, alternative = "greater",
                       verbose = FALSE)
        c(k$statistic, k$p.value)
    },
    randomised = {
        k <- oneway_test(y ~ factor(treated), d, distribution = approximate(nresample = R))
        c(mean(d$y[d$treated == 1]) - mean(d$y[d$treated == 0]), pvalue(k))
    })
used <- proc.time() - begin
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE)))
cat(sprintf("%.3f %.1f %.3f %.10g %.10g\n", used[["user.self"]] + used[["sys.self"]], peak / 1024,
            used[["elapsed"]], answer[1], answer[2]))
