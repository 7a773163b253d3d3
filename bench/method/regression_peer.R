# The peer: Rscript regression_peer.R METHOD FILE N prints seconds by the clock and of
# processor, peak megabytes and a number.
arg <- commandArgs(TRUE); method <- arg[1]; n <- as.numeric(arg[3])
suppressMessages({library(survival); library(MASS); library(sandwich); library(cmprsk)})
names <- c(paste0("x", 0:9), "f", "cluster", "linear", "binary", "count", "negative", "entry", "exit", "cause", "group")
con <- file(arg[2], "rb"); d <- list()
for (k in names) d[[k]] <- readBin(con, "double", n)
close(con)
d <- as.data.frame(d); d$f <- factor(d$f); d$event <- as.numeric(d$cause == 1)
d$state <- factor(d$cause, 0:2, c("censored", "one", "two"))
x <- paste(paste0("x", 0:9, collapse = " + "), "+ f")
fo <- function(y) as.formula(paste(y, "~", x))
run <- list(
  lm = function() coef(lm(fo("linear"), d))[2],
  lm_hc3 = function() sqrt(vcovHC(lm(fo("linear"), d), "HC3")[2, 2]),
  lm_cluster = function() sqrt(vcovCL(lm(fo("linear"), d), d$cluster)[2, 2]),
  logistic = function() coef(glm(fo("binary"), binomial, d))[2],
  poisson = function() coef(glm(fo("count"), poisson, d))[2],
  negbin = function() coef(glm.nb(fo("negative"), d))[2],
  survfit = function() { s <- survfit(Surv(exit, event) ~ 1, d); s$surv[length(s$surv) %/% 2 + 1] },
  survdiff = function() survdiff(Surv(exit, event) ~ group, d)$chisq,
  cif = function() { s <- survfit(Surv(exit, state) ~ 1, d, id = seq_len(n)); s$pstate[nrow(s$pstate) %/% 2 + 1, 2] },
  crr = function() crr(d$exit, d$cause, model.matrix(as.formula(paste("~", x)), d)[, -1])$coef[1],
  coxph = function() coef(coxph(fo("Surv(exit, event)"), d))[1],
  coxph_entry = function() coef(coxph(fo("Surv(entry, exit, event)"), d))[1],
  coxph_robust = function() sqrt(vcov(coxph(fo("Surv(exit, event)"), d, robust = TRUE))[1, 1]))
took <- system.time(value <- run[[method]]())
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(sprintf("%.4f %.4f %.0f %.12g\n", took["elapsed"], sum(took[c("user.self", "sys.self")]), peak, value))
