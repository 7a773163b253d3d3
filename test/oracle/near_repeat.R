# Near repeats on Burkitt's lymphoma (burkitt.csv of splancs): surveillance::knox for single cells,
# whole matrices of distances for tables and Mantel's Z. Rscript near_repeat.R FOLDER > near_repeat.csv
suppressPackageStartupMessages(library(surveillance))
b <- read.csv(file.path(commandArgs(TRUE)[1], "methods/burkitt.csv"))
ds <- dist(b[, c("x", "y")]); dt <- dist(b$t)
row <- function(name, ...) cat(paste(c(name, sprintf("%.12g", c(...))), collapse = ","), "\n", sep = "")
for (e in list(c(2.5, 30.5), c(10.3, 90.5), c(40.1, 365.5))) {
    k <- knox(dt, ds, e[2], e[1], simulate.p.value = FALSE)
    # Its p-value is that of more pairs than seen; ours is of as many or more.
    row(sprintf("knox_%g", e[1]), e, k$statistic, k$parameter,
        ppois(k$statistic - 1, k$parameter, lower.tail = FALSE))
}
space <- c(0, 0.001, 2.5, 5.5, 10.3, 20.7, Inf); time <- c(0, 30.5, 60.5, 120.5, Inf)
x <- table(cut(ds, space, right = FALSE), cut(dt, time, right = FALSE))
for (i in 1:6) row(sprintf("table_%d", i), x[i, ])
street <- dist(b[, c("x", "y")], "manhattan")
x <- table(cut(street, space, right = FALSE), cut(dt, time, right = FALSE))
for (i in 1:6) row(sprintf("street_%d", i), x[i, ])
# Mantel: Z, and mean and sd over many permutations.
set.seed(1)
m <- as.matrix(1 / (20 + dt)); w <- as.matrix(1 / (1 + ds)); up <- upper.tri(w)
z <- replicate(20000, { o <- sample(nrow(b)); sum(w[up] * m[o, o][up]) })
obs <- sum(w[up] * m[up])
row("mantel", obs, mean(z), sd(z), mean(z >= obs), cor(w[up], m[up]))
