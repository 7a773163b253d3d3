# Veil of darkness: glm with splines::ns, sandwich::vcovCL. Writes veil.csv beside this script.
library(splines); library(sandwich)
set.seed(8)
lines <- character()
put <- function(name, ...)
    lines <<- c(lines, paste(c(name, formatC(c(...), digits = 17, format = "g", width = 1)),
                             collapse = ","))
n <- 1500
day <- sample(1:365, n, TRUE)
summer <- day >= 71 & day < 309
dusk <- round(1100 + 60 * summer - 85 * cos(2 * pi * (day + 10) / 365), 2)
sunset <- dusk - 30
minute <- round(runif(n, 980, 1290))
district <- sample(1:9, n, TRUE)
since71 <- day - 71; since309 <- day - 309
change <- ifelse(abs(since71) <= abs(since309), 0, 1)
since <- ifelse(change == 0, since71, since309)
dark <- as.numeric(minute > dusk)
group <- rbinom(n, 1, plogis(-1.2 + .3 * sin(minute / 60) - .35 * dark + rnorm(9)[district] * .6))
group[district == 7] <- 1    # a district in which all stops are of the group
for (i in 1:n) put("row", group[i], minute[i], sunset[i], dusk[i], district[i], since[i], change[i])
put("period", min(dusk), max(dusk))
d <- data.frame(group, minute, sunset, dusk, district = factor(district), since,
                change = factor(change), dark)
inside <- d$minute >= min(dusk) & d$minute <= max(dusk)
twilight <- d$minute > d$sunset & d$minute < d$dusk
put("left_out", sum(!inside), sum(inside & twilight))
d <- d[inside & !twilight, ]
control <- glm.control(epsilon = 1e-14, maxit = 100)
report <- function(name, m, cluster) {
    v <- vcovCL(m, cluster, type = "HC0", cadjust = FALSE)
    put(name, nobs(m), coef(m)["dark"], sqrt(vcov(m)["dark", "dark"]), sqrt(v["dark", "dark"]))
}
basis <- function(d, knots_of = d) {
    b <- ns(knots_of$minute, df = 6)
    ns(d$minute, knots = attr(b, "knots"), Boundary.knots = attr(b, "Boundary.knots"))
}
report("plain", glm(group ~ dark + basis(d), binomial, d, control = control), d$district)
k <- d[d$district != "7", ]
report("district", glm(group ~ dark + basis(k, d) + district, binomial, k, control = control),
       k$district)
w <- d[d$since >= -30 & d$since < 30, ]
k <- w[w$district != "7", ]
report("window", glm(group ~ dark + basis(k, w) + district + change, binomial, k,
                     control = control), k$district)
# The toy: three strata of counts.
t <- data.frame(group = rep(c(1, 0, 1, 0), 3), dark = rep(c(0, 0, 1, 1), 3), s = rep(1:3, each = 4),
                w = c(20, 15, 30, 40, 25, 18, 22, 30, 10, 12, 8, 20))
m <- glm(group ~ dark + factor(s), binomial, t, weights = w, control = control)
put("toy", coef(m)["dark"], sqrt(vcov(m)["dark", "dark"]))
writeLines(lines, "veil.csv")
