# Writes survival_data.csv (simulated rows) and survival.csv (what R says of them).
# Rscript survival.R, in this folder. R 4.2.2, survival 3.5-3, cmprsk 2.2-11.
suppressMessages({library(survival); library(cmprsk)})
set.seed(20260201)
n <- 180
d <- data.frame(x1 = round(rnorm(n), 3), x2 = rbinom(n, 1, .4), g = sample(0:2, n, TRUE),
                s = sample(0:2, n, TRUE), cluster = sample(0:39, n, TRUE), w = sample(1:4, n, TRUE),
                o = round(rnorm(n, 0, .2), 3))
t1 <- rexp(n, .1 * exp(.6*d$x1 - .4*d$x2 + d$o)); t2 <- rexp(n, .07 * exp(-.3*d$x1 + .5*d$x2)); cens <- runif(n, 2, 25)
d$exit <- ceiling(pmin(t1, t2, cens) * 2) / 2
d$cause <- ifelse(cens < pmin(t1, t2), 0, ifelse(t1 < t2, 1, 2))
d$entry <- round(d$exit * ifelse(runif(n) < .5, 0, runif(n, 0, .8)), 2)
d$wf <- round(d$w * runif(n, .3, 1.3), 3)
line <- function(...) { x <- c(...); ifelse(is.na(x), "nan", ifelse(is.infinite(x), "inf", sprintf("%.17g", x))) }
put <- function(f, name, ...) cat(name, ",", paste(line(...), collapse = ","), "\n", sep = "", file = f)
f <- file("survival_data.csv", "w"); for (i in 1:n) put(f, "row", unlist(d[i, ])); close(f)
d$row <- 1:n; d$event <- as.numeric(d$cause == 1)
f <- file("survival.csv", "w")
put(f, "columns", seq_len(12))
low <- function(v) v[lower.tri(v, TRUE)]
# Kaplan-Meier
km <- function(name, s, extra = TRUE) {
  k <- seq(1, length(s$time), by = 3)
  put(f, paste0(name, "_time"), length(s$time), s$time[k]); put(f, paste0(name, "_risk"), s$n.risk[k]); put(f, paste0(name, "_s"), s$surv[k])
  put(f, paste0(name, "_se"), (s$surv * s$std.err)[k]); put(f, paste0(name, "_low"), s$lower[k]); put(f, paste0(name, "_high"), s$upper[k])
  put(f, paste0(name, "_h"), s$cumhaz[k]); put(f, paste0(name, "_hse"), s$std.chaz[k])
  q <- quantile(s, .5); put(f, paste0(name, "_median"), q$quantile, q$lower, q$upper)
  m <- summary(s, rmean = 12)$table; put(f, paste0(name, "_mean"), m["rmean"], m["se(rmean)"])
}
km("km_log", survfit(Surv(exit, event) ~ 1, d))
km("km_loglog", survfit(Surv(exit, event) ~ 1, d, conf.type = "log-log", conf.int = .9))
km("km_plain", survfit(Surv(exit, event) ~ 1, d, conf.type = "plain"))
km("km_entry", survfit(Surv(entry, exit, event) ~ 1, d))
km("km_w", survfit(Surv(exit, event) ~ 1, d, weights = wf, robust = FALSE))
# tests
lr <- function(name, m) { if (is.matrix(m$obs)) { m$obs <- rowSums(m$obs); m$exp <- rowSums(m$exp) }
  put(f, name, m$obs, m$exp, low(m$var), m$chisq) }
lr("lr", survdiff(Surv(exit, event) ~ g, d)); lr("lr_rho", survdiff(Surv(exit, event) ~ g, d, rho = .7))
lr("lr_strata", survdiff(Surv(exit, event) ~ g + strata(s), d)); lr("lr_strata_rho", survdiff(Surv(exit, event) ~ g + strata(s), d, rho = 1))
brute <- function(name, entry, weight) { # by the definition
  O <- E <- numeric(3); V <- matrix(0, 3, 3)
  for (t in sort(unique(d$exit[d$event == 1]))) {
    r <- entry < t & d$exit >= t; e <- r & d$exit == t & d$event == 1
    n <- sum(r); m <- sum(e); ng <- table(factor(d$g[r], 0:2)); w <- weight(n)
    O <- O + w * table(factor(d$g[e], 0:2)); E <- E + w * m * ng / n
    if (n > 1) V <- V + w^2 * m * (n - m) / (n - 1) * (diag(as.numeric(ng / n)) - outer(ng / n, ng / n))
  }
  put(f, name, O, E, low(V), drop((O - E)[1:2] %*% solve(V[1:2, 1:2], (O - E)[1:2])))
}
brute("gehan", rep(-1, n), identity); brute("gehan_entry", d$entry, identity); brute("lr_entry", d$entry, function(n) 1)
# Cox
tight <- coxph.control(eps = 1e-14, iter.max = 60, toler.chol = 1e-15, toler.inf = 1)
cox <- function(name, m, zph = TRUE) {
  put(f, name, coef(m)); put(f, paste0(name, "_v"), low(m$var))
  if (!is.null(m$naive.var)) put(f, paste0(name, "_naive"), low(m$naive.var))
  put(f, paste0(name, "_fit"), m$loglik, 2*diff(m$loglik), m$wald.test, m$score, m$nevent)
  k <- m$concordance; if (!is.null(k)) put(f, paste0(name, "_c"), k["concordant"], k["discordant"], k["tied.x"], k["concordance"])
  if (zph) for (tr in c("km", "identity")) {
    z <- cox.zph(m, tr, terms = FALSE)$table; zt <- cox.zph(m, tr)$table
    put(f, paste0(name, "_zph_", tr), z[, 1], z[, 3], zt[, 1])
  }
  if (zph) { b <- basehaz(m, centered = FALSE); of <- model.offset(model.frame(m))
    if (!is.null(of)) b$hazard <- b$hazard / exp(mean(of)) # R's is at the mean offset, ours at 0
    b <- b[c(TRUE, diff(b$hazard) != 0), ]; b <- b[b$hazard > 0, ]
    k <- unique(c(seq(1, nrow(b), by = 4), nrow(b))); put(f, paste0(name, "_base"), nrow(b), b$time[k], b$hazard[k]) }
}
for (tie in c("efron", "breslow")) {
  cox(paste0("cox_", tie), coxph(Surv(exit, event) ~ x1 + x2 + factor(g) + offset(o), d, ties = tie, control = tight))
  cox(paste0("cox_entry_", tie), coxph(Surv(entry, exit, event) ~ x1 + x2 + factor(g), d, ties = tie, control = tight))
  cox(paste0("cox_strata_", tie), coxph(Surv(entry, exit, event) ~ x1 + x2 + strata(s), d, ties = tie, control = tight, weights = wf, cluster = row), FALSE)
  cox(paste0("cox_cluster_", tie), coxph(Surv(exit, event) ~ x1 + x2 + strata(s), d, ties = tie, control = tight, weights = w, cluster = cluster), FALSE)
}
cox("cox_exact", coxph(Surv(exit, event) ~ x1 + x2 + factor(g), d, ties = "exact", control = tight), FALSE)
cox("cox_exact_entry", coxph(Surv(entry, exit, event) ~ x1 + x2 + strata(s), d, ties = "exact", control = tight), FALSE)
# competing risks
d$cf <- factor(d$cause, 0:2, c("censored", "one", "two"))
aj <- function(name, s, g = NULL) {
  p <- s$pstate[, 2:3]; e <- s$std.err[, 2:3]; k <- seq(1, nrow(p), by = 3)
  put(f, paste0(name, "_p1"), p[k, 1]); put(f, paste0(name, "_p2"), p[k, 2]); put(f, paste0(name, "_se1"), e[k, 1]); put(f, paste0(name, "_se2"), e[k, 2])
  put(f, paste0(name, "_time"), nrow(p), s$time[k]) }
d$id <- 1:n
aj("aj", survfit(Surv(exit, cf) ~ 1, d, id = id))
aj("aj_entry", survfit(Surv(entry, exit, cf) ~ 1, d, id = id))
aj("aj_w", survfit(Surv(exit, cf) ~ 1, d, id = id, weights = wf))
gr <- function(name, ...) { t <- cuminc(d$exit, d$cause, d$g, ...)$Tests; put(f, name, t[, 1], t[, 3]) }
gr("gray"); gr("gray_rho", rho = .5); gr("gray_strata", strata = d$s)
fg <- function(name, cause, ...) {
  m <- crr(d$exit, d$cause, cbind(d$x1, d$x2), failcode = cause, gtol = 1e-13, maxiter = 50, ...)
  put(f, name, m$coef, low(m$var), m$loglik, m$loglik.null, low(solve(matrix(m$inf, 2)))) }
fg("fg1", 1); fg("fg2", 2); fg("fg1_groups", 1, cengroup = d$s)
# Fine and Gray with left truncation: Geskus' weights, by survival::finegray
# (no censoring at the time of an event: there finegray and crr count differently)
e <- d; e$exit <- e$exit + ifelse(e$cause == 0, .013, 0)
for (cause in c("one", "two")) {
  w <- finegray(Surv(entry, exit, cf) ~ x1 + x2 + id, e, etype = cause, id = id)
  m <- coxph(Surv(fgstart, fgstop, fgstatus) ~ x1 + x2, w, weights = fgwt, ties = "breslow", cluster = id, control = tight)
  put(f, paste0("fg_entry_", cause), coef(m), low(m$naive.var), m$loglik, low(vcov(m)))
}
close(f)
