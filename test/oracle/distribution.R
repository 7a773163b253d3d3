# Writes distribution.csv: function, arguments, value, by R's own distributions.
# Rscript distribution.R > distribution.csv
row <- function(name, x, a, b, value)
  cat(sprintf("%s,%.17g,%.17g,%.17g,%.17g\n", name, x, a, b, value))
for (z in c(-37, -8.3, -1.96, -1e-3, 0, .5, 2.5, 9)) {
  row("normal_below", z, 0, 0, pnorm(z)); row("normal_above", z, 0, 0, pnorm(z, lower.tail = FALSE))
}
for (p in c(1e-300, 1e-20, 1e-5, .025, .3, .5, .9, .975, 1 - 1e-12)) row("normal_quantile", p, 0, 0, qnorm(p))
for (a in c(.01, .3, .5, 1, 2.5, 7, 40, 1234.5, 2e5, 3e7)) {
  for (z in c(-7, -3, -1, 0, 1.5, 5, 12)) {
    x <- a * max(1e-3, 1 - 1/(9*a) + z/(3*sqrt(a)))^3
    row("gamma_below", x, a, 0, pgamma(x, a)); row("gamma_above", x, a, 0, pgamma(x, a, lower.tail = FALSE))
    row("chi_square_above", 2*x, 2*a, 0, pchisq(2*x, 2*a, lower.tail = FALSE))
  }
  for (p in c(1e-12, 1e-4, .025, .5, .8, .975, 1 - 1e-6)) {
    row("gamma_quantile", p, a, 0, qgamma(p, a)); row("chi_square_quantile", p, 2*a, 0, qchisq(p, 2*a))
  }
}
for (a in c(.05, .5, 1, 3.5, 30, 1000.5, 2e5)) for (b in c(.1, .5, 1, 6, 50, 4e4, 1e6)) {
  m <- a/(a+b); s <- sqrt(m*(1-m)/(a+b+1))
  for (z in c(-6, -2, 0, 1, 4)) {
    x <- m + z*s
    if (x > 0 && x < 1) row("beta_below", x, a, b, pbeta(x, a, b))
  }
  for (p in c(1e-8, .001, .025, .5, .9, .975, 1 - 1e-7)) row("beta_quantile", p, a, b, qbeta(p, a, b))
}
for (df in c(.7, 1, 2, 5, 30, 1e3, 1e7)) {
  for (t in c(-40, -4, -1, -.01, 0, .3, 2, 8)) {
    row("student_below", t, df, 0, pt(t, df)); row("student_two_sided", t, df, 0, 2*pt(-abs(t), df))
  }
  for (p in c(1e-10, .001, .025, .4, .50001, .9, .975, .9999)) row("student_quantile", p, df, 0, qt(p, df))
}
for (d1 in c(1, 2, 7, 300)) for (d2 in c(1, 3, 20, 1e5)) for (f in c(1e-4, .5, 1, 3, 30, 2000))
  row("f_above", f, d1, d2, pf(f, d1, d2, lower.tail = FALSE))
for (mu in c(1e-6, .4, 3, 22.5, 900, 1e6)) for (k in unique(pmax(0, round(mu + c(-6, -2, 0, 1, 3, 9)*sqrt(mu))))) {
  row("poisson_at", k, mu, 0, dpois(k, mu)); row("poisson_below", k, mu, 0, ppois(k, mu))
  row("poisson_above", k, mu, 0, ppois(k, mu, lower.tail = FALSE))
}
for (n in c(1, 5, 40, 2000, 1e6)) for (p in c(1e-7, .01, .3, .5, .98)) {
  ks <- round(n*p + c(-5, -1, 0, 1, 2, 7)*sqrt(n*p*(1-p)))
  for (k in unique(pmin(n, pmax(0, ks)))) {
    row("binomial_at", k, n, p, dbinom(k, n, p)); row("binomial_below", k, n, p, pbinom(k, n, p))
    row("binomial_above", k, n, p, pbinom(k, n, p, lower.tail = FALSE))
  }
}
for (n in c(1, 5, 60, 3000, 1e7)) for (s in c(0, .1, .5, .9, 1)) {
  k <- round(n*s); row("log_choose", n, k, 0, lchoose(n, k))
}
