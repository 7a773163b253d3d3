# Scan statistics by writing every window down: no pruning, no running sums, a matrix of
# membership instead. Rscript scan.R FOLDER > scan.csv, where FOLDER holds satscan/ and methods/.
# Each line: name, cases, expected, llr, relative risk, radius, locations, first step, last step,
# sum of the locations' numbers (from 1). Clusters k = 1, 2, ... share no location.
folder <- commandArgs(TRUE)[1]
path <- function(name) file.path(folder, name)

xlog <- function(x, r) ifelse(x > 0, x * log(r), 0)
llr_poisson <- function(c, m, C)
    ifelse(c > m, xlog(c, c / m) + xlog(C - c, (C - c) / (C - m)), 0)
llr_bernoulli <- function(c, n, C, N) {
    v <- xlog(c, c / n) + xlog(n - c, 1 - c / n) + xlog(C - c, (C - c) / (N - n)) +
        xlog(N - n - C + c, 1 - (C - c) / (N - n)) - xlog(C, C / N) - xlog(N - C, 1 - C / N)
    ifelse(c / n > C / N, v, 0)
}
globe <- function(x, y) {
    r <- pi / 180
    x <- x * r; y <- y * r
    6367 * outer(seq_along(x), seq_along(x), Vectorize(function(i, j) {
        # by the angle between unit vectors, with atan2
        a <- c(cos(y[i]) * cos(x[i]), cos(y[i]) * sin(x[i]), sin(y[i]))
        b <- c(cos(y[j]) * cos(x[j]), cos(y[j]) * sin(x[j]), sin(y[j]))
        atan2(sqrt(sum((a - b)^2) * (4 - sum((a - b)^2))) / 2, sum(a * b))
    }))
}
plane <- function(x, y) as.matrix(dist(cbind(x, y)))

# All circles: list of location sets with their radius.
circles <- function(d, weight, share, radius = Inf) {
    out <- list()
    for (k in seq_len(nrow(d)))
        for (r in unique(signif(sort(d[k, ]), 10))) {
            inside <- which(d[k, ] <= r * (1 + 1e-8))
            if (r > radius || sum(weight[inside]) > share * sum(weight) * (1 + 1e-9)) break
            out[[length(out) + 1]] <- list(set = inside, radius = max(d[k, inside]))
        }
    out
}
# One row a window.
windows <- function(cases, measure, zones, intervals, statistic) {
    rows <- lapply(seq_along(zones), function(z) {
        set <- zones[[z]]$set
        v <- sapply(intervals, function(w)
            c(sum(cases[set, w[1]:w[2]]), measure(set, w[1]:w[2]), w))
        data.frame(z = z, c = v[1, ], m = v[2, ], from = v[3, ], to = v[4, ])
    })
    w <- do.call(rbind, rows)
    w$llr <- ifelse(w$c >= 2, statistic(w$c, w$m), 0)
    w
}
report <- function(name, w, zones, rr, mu, count) {
    used <- c()
    for (k in seq_len(count)) {
        free <- sapply(zones, function(z) !any(z$set %in% used))
        w <- w[free[w$z], ]
        if (nrow(w) == 0) break
        b <- w[which.max(w$llr), ]
        if (b$llr <= 0) break
        zone <- zones[[b$z]]
        cat(sprintf("%s_%d,%d,%.12g,%.12g,%.12g,%.12g,%d,%d,%d,%d\n", name, k, b$c, mu(b$m), b$llr,
                    rr(b$c, b$m), zone$radius, length(zone$set), b$from, b$to, sum(zone$set)))
        used <- c(used, zone$set)
    }
}
intervals <- function(steps, longest, alive = FALSE) {
    all <- list()
    for (s in seq_len(steps)) for (e in s:steps)
        if (e - s < longest && (!alive || e == steps)) all[[length(all) + 1]] <- c(s, e)
    all
}

# New Mexico: population of each stratum day by day, by approx() between 1 July of the censuses.
geo <- read.table(path("satscan/nm.geo")); cas <- read.table(path("satscan/nm.cas"))
pop <- read.table(path("satscan/nm.pop"))
names(cas) <- c("id", "n", "year", "age", "sex"); names(pop) <- c("id", "year", "people", "age", "sex")
pop$year <- 1900 + pop$year
days <- seq(as.Date("1973-01-01"), as.Date("1991-12-31"), by = 1)
year <- as.integer(format(days, "%Y"))
cases <- matrix(0, nrow(geo), 19); mu <- cases; people <- numeric(nrow(geo))
for (i in seq_len(nrow(cas)))
    cases[match(cas$id[i], geo$V1), cas$year[i] - 1972] <-
        cases[match(cas$id[i], geo$V1), cas$year[i] - 1972] + cas$n[i]
for (age in unique(pop$age)) for (sex in 1:2) {
    n <- t(sapply(geo$V1, function(id) {
        p <- pop[pop$id == id & pop$age == age & pop$sex == sex, ]
        daily <- approx(as.numeric(as.Date(paste0(p$year, "-07-01"))), p$people,
                        as.numeric(days) + 0.5, rule = 2)$y
        tapply(daily, year, sum)
    }))
    mu <- mu + n * sum(cas$n[cas$age == age & cas$sex == sex]) / sum(n)
    people <- people + rowSums(n) / length(days)
}
cat(sprintf("nm_expected,%.12g,%.12g,%.12g,%.12g,%.12g\n", sum(mu), mu[1, 1], mu[15, 10], mu[32, 19],
            sum(people)))
C <- sum(cases)
zones <- circles(globe(geo$V3, geo$V2), people, 0.5)
w <- windows(cases, function(set, t) sum(mu[set, t]), zones, intervals(19, 9),
             function(c, m) llr_poisson(c, m, C))
rr <- function(c, m) (c / m) / ((C - c) / (C - m))
report("nm", w, zones, rr, identity, 6)
# The same, purely spatial and purely temporal.
w <- windows(matrix(rowSums(cases)), function(set, t) sum(mu[set, ]), zones, list(c(1, 1)),
             function(c, m) llr_poisson(c, m, C))
report("nm_spatial", w, zones, rr, identity, 4)
all <- list(list(set = 1:32, radius = 0))
w <- windows(cases, function(set, t) sum(mu[, t]), all, intervals(19, 9),
             function(c, m) llr_poisson(c, m, C))
report("nm_temporal", w, all, rr, identity, 1)

# North Humberside: Bernoulli, purely spatial.
geo <- read.table(path("satscan/NHumberside.geo"))
n1 <- read.table(path("satscan/NHumberside.cas"))$V2
n0 <- read.table(path("satscan/NHumberside.ctl"))$V2
C <- sum(n1); N <- sum(n1 + n0)
zones <- circles(plane(geo$V2, geo$V3), n1 + n0, 0.5)
w <- windows(matrix(n1), function(set, t) sum((n1 + n0)[set]), zones, list(c(1, 1)),
             function(c, n) llr_bernoulli(c, n, C, N))
report("humberside", w, zones, function(c, n) (c / n) / ((C - c) / (N - n)),
       function(n) n * C / N, 4)

# New York fever: permutation, prospective, 3 km, 7 days.
geo <- read.table(path("satscan/NYCfever.geo")); cas <- read.table(path("satscan/NYCfever.cas"))
cases <- matrix(0, nrow(geo), 24)
day <- as.integer(as.Date(cas$V3, "%Y/%m/%d") - as.Date("2001-11-01")) + 1
for (i in seq_len(nrow(cas)))
    cases[match(cas$V1[i], geo$V1), day[i]] <- cases[match(cas$V1[i], geo$V1), day[i]] + cas$V2[i]
C <- sum(cases)
zones <- circles(globe(geo$V3, geo$V2), rowSums(cases), 0.5, 3)
w <- windows(cases, function(set, t) sum(cases[set, ]) * sum(cases[, t]) / C, zones,
             intervals(24, 7, TRUE), function(c, m) llr_poisson(c, m, C))
report("fever", w, zones, function(c, m) (c / m) / ((C - c) / (C - m)), identity, 5)
w <- windows(cases, function(set, t) sum(cases[set, ]) * sum(cases[, t]) / C, zones,
             intervals(24, 7), function(c, m) llr_poisson(c, m, C))
report("fever_back", w, zones, function(c, m) (c / m) / ((C - c) / (C - m)), identity, 5)
