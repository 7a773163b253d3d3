# Counts against a benchmark with effects of places: glm (quasi-Poisson) and MASS::glm.nb.
# Writes place_counts.csv beside this script.
library(MASS)
set.seed(14)
lines <- character()
put <- function(name, ...)
    lines <<- c(lines, paste(c(name, formatC(c(...), digits = 17, format = "g", width = 1)),
                             collapse = ","))
d <- expand.grid(group = 0:2, place = 1:25)
d$benchmark <- round(rgamma(nrow(d), 2, .02)) + 1
d$count <- rnegbin(nrow(d), d$benchmark * exp(c(-.5, -.2, -.9)[d$group + 1] + rnorm(25)[d$place] / 2), 6)
d$count[d$place == 13] <- 0
d$benchmark[5] <- 0
for (i in seq_len(nrow(d))) put("row", d$count[i], d$benchmark[i], d$group[i], d$place[i])
d <- d[d$place != 13 & d$benchmark > 0, ]
d$group <- relevel(factor(d$group), "1")
f <- count ~ group + factor(place) + offset(log(benchmark))
m <- glm(f, quasipoisson, d, epsilon = 1e-14)
k <- c("group0", "group2")
s <- summary(m)
put("quasi", s$coefficients[k, 1], s$coefficients[k, 2], s$coefficients[k, 4],
    sum(resid(m, "pearson")^2) / m$df.residual, # summary() lags a step behind
    m$df.residual)
b <- glm.nb(f, d, control = glm.control(epsilon = 1e-13, maxit = 200))
put("check", coef(b)[k], sqrt(diag(vcov(b)))[k], b$theta)
writeLines(lines, "place_counts.csv")
