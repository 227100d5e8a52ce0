# Nonlinear fits by R's nls on R's own data sets -> tests/golden/regression/nls.csv
# Run from the repository root: Rscript tests/golden/scripts/nls.R
# A tolerance below what rounding allows: the steps go on to the floor, and the warning that it is not reached is expected.
control <- nls.control(tol = 1e-12, minFactor = 1e-14, maxiter = 50, warnOnly = TRUE)
rows <- list()
add <- function(set, kind, name, value) {
  rows[[length(rows) + 1]] <<- data.frame(set = set, kind = kind, name = as.character(name), value = value)
}
record <- function(set, fit, x, y, w = NULL) {
  add(set, "x", seq_along(x), x)
  add(set, "y", seq_along(y), y)
  if (!is.null(w)) add(set, "weight", seq_along(w), w)
  table <- summary(fit)$coefficients
  add(set, "param", rownames(table), table[, 1])
  add(set, "se", rownames(table), table[, 2])
  add(set, "p", rownames(table), table[, 4])
  add(set, "sigma", "", summary(fit)$sigma)
  add(set, "loglik", "", as.numeric(logLik(fit)))
  add(set, "aic", "", AIC(fit))
  add(set, "bic", "", BIC(fit))
}
treated <- Puromycin[Puromycin$state == "treated", ]
fit <- nls(rate ~ SSmicmen(conc, Vm, K), data = treated, start = list(Vm = 200, K = 0.05), control = control)
record("puromycin", fit, treated$conc, treated$rate)
w <- 1 / treated$rate
fit <- nls(rate ~ SSmicmen(conc, Vm, K), data = treated, start = list(Vm = 200, K = 0.05), weights = w, control = control)
record("puromycin_weighted", fit, treated$conc, treated$rate, w)
run <- DNase[DNase$Run == 1, ]
fit <- nls(density ~ SSlogis(log(conc), Asym, xmid, scal), data = run,
           start = list(Asym = 3, xmid = 0, scal = 1), control = control)
record("dnase", fit, run$conc, run$density)
out <- do.call(rbind, rows)
path <- "tests/golden/regression/nls.csv"
cat("# nls of R ", as.character(getRversion()), ", data sets Puromycin and DNase (run 1), ", format(Sys.Date()),
    "; made by tests/golden/scripts/nls.R\n", sep = "", file = path)
out$value <- sprintf("%.17g", out$value)
write.table(out, path, append = TRUE, sep = ",", row.names = FALSE, quote = FALSE)
