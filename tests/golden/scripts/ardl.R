# Writes the oracle of ARDL models and of regression with ARIMA errors, on the Danish money demand data of Johansen and Juselius
# (1990), as R's package urca has them (55 quarters 1974Q1 to 1987Q3: LRM real money, LRY real income, IBO bond rate, IDE deposit rate).
#   Rscript tests/golden/scripts/ardl.R tests/golden/regression
# Files: denmark.csv (the data), ardl.csv (model, quantity, name, value). Everything is by base R's lm, vcov and arima and
# by matrices written out here; no ARDL package is used.
suppressMessages(library(urca))
suppressMessages(library(forecast))
out <- commandArgs(trailingOnly = TRUE)[1]
data(denmark)
d <- denmark[, c("LRM", "LRY", "IBO", "IDE")]
n <- nrow(d)
digits <- function(x) formatC(as.numeric(x), digits = 17, format = "g", width = 1)
stamp <- sprintf("# %s, urca %s, forecast %s, %s; tests/golden/scripts/ardl.R", R.version.string, packageVersion("urca"),
                 packageVersion("forecast"), Sys.Date())
con <- file(file.path(out, "denmark.csv"), "w")
writeLines(stamp, con)
writeLines("period,LRM,LRY,IBO,IDE", con)
for (i in 1:n) writeLines(paste(c(as.character(denmark$ENTRY[i]), digits(d[i, ])), collapse = ","), con)
close(con)

rows <- list()
add <- function(model, quantity, names, values) {
  for (i in seq_along(values)) rows[[length(rows) + 1]] <<- paste(model, quantity, names[i], digits(values[i]), sep = ",")
}
lag <- function(x, k) if (k == 0) x else c(rep(NA, k), x[1:(length(x) - k)])

ardl <- function(model, p, q, drivers, intercept, trend, from, cases) {
  columns <- list()
  if (intercept) columns[["intercept"]] <- rep(1, n)
  if (trend) columns[["trend"]] <- 1:n
  for (i in 1:p) columns[[paste0("y.lag", i)]] <- lag(d$LRM, i)
  for (j in seq_along(drivers)) for (k in 0:q[j])
    columns[[if (k == 0) drivers[j] else paste0(drivers[j], ".lag", k)]] <- lag(d[[drivers[j]]], k)
  x <- do.call(cbind, columns)
  keep <- (max(p, q) + 1):n
  x <- x[keep, , drop = FALSE]
  y <- d$LRM[keep]
  fit <- lm(y ~ x - 1)
  b <- setNames(coef(fit), colnames(x))
  v <- vcov(fit)
  add(model, "coefficient", names(b), b)
  add(model, "error", names(b), sqrt(diag(v)))
  add(model, "summary", c("loglik", "aic", "bic", "sigma2"), c(logLik(fit), AIC(fit), BIC(fit), summary(fit)$sigma^2))
  own <- as.numeric(grepl("^y.lag", names(b)))
  adjustment <- 1 - sum(own * b)
  for (j in seq_along(drivers)) {
    a <- as.numeric(names(b) == drivers[j] | grepl(paste0("^", drivers[j], "\\.lag"), names(b)))
    theta <- sum(a * b) / adjustment
    gradient <- (a + theta * own) / adjustment
    add(model, "long_run", drivers[j], theta)
    add(model, "long_run_error", drivers[j], sqrt(t(gradient) %*% v %*% gradient))
  }
  # The error-correction form by its own regression.
  dy <- d$LRM - lag(d$LRM, 1)
  form <- list()
  if (intercept) form[["intercept"]] <- rep(1, n)
  if (trend) form[["trend"]] <- 1:n
  form[["y.lag1"]] <- lag(d$LRM, 1)
  for (j in seq_along(drivers)) {
    if (q[j] > 0) form[[paste0(drivers[j], ".lag1")]] <- lag(d[[drivers[j]]], 1) else form[[drivers[j]]] <- d[[drivers[j]]]
  }
  if (p > 1) for (i in 1:(p - 1)) form[[paste0("d(y).lag", i)]] <- lag(dy, i)
  for (j in seq_along(drivers)) if (q[j] > 0) for (k in 0:(q[j] - 1)) {
    dx <- d[[drivers[j]]] - lag(d[[drivers[j]]], 1)
    form[[if (k == 0) paste0("d(", drivers[j], ")") else paste0("d(", drivers[j], ").lag", k)]] <- lag(dx, k)
  }
  z <- do.call(cbind, form)[keep, , drop = FALSE]
  ecm <- lm(dy[keep] ~ z - 1)
  add(model, "ecm", colnames(z), coef(ecm))
  add(model, "ecm_error", colnames(z), sqrt(diag(vcov(ecm))))
  levels <- c(which(colnames(z) == "y.lag1"), match(ifelse(q > 0, paste0(drivers, ".lag1"), drivers), colnames(z)))
  for (case in cases) {
    tested <- c(levels, if (case == 2) which(colnames(z) == "intercept"), if (case == 4) which(colnames(z) == "trend"))
    rest <- if (length(tested) < ncol(z)) lm(dy[keep] ~ z[, -tested, drop = FALSE] - 1) else NULL
    rss0 <- if (is.null(rest)) sum(dy[keep]^2) else deviance(rest)
    f <- ((rss0 - deviance(ecm)) / length(tested)) / (deviance(ecm) / df.residual(ecm))
    add(model, "bounds_f", case, f)
  }
  add(model, "bounds_t", "y.lag1", coef(summary(ecm))[which(colnames(z) == "y.lag1"), "t value"])
  # Eight quarters ahead with the drivers at their last values.
  future <- c(d$LRM, rep(NA, 8))
  x1 <- lapply(drivers, function(name) c(d[[name]], rep(d[[name]][n], 8)))
  names(x1) <- drivers
  for (t in (n + 1):(n + 8)) {
    value <- 0
    for (name in names(b)) {
      column <- if (name == "intercept") 1 else if (name == "trend") t else {
        parts <- strsplit(name, ".lag", fixed = TRUE)[[1]]
        k <- if (length(parts) > 1) as.integer(parts[2]) else 0
        if (parts[1] == "y") future[t - k] else x1[[parts[1]]][t - k]
      }
      value <- value + b[[name]] * column
    }
    future[t] <- value
  }
  add(model, "mean", 1:8, future[(n + 1):(n + 8)])
}
ardl("a", 3, c(1, 3, 2), c("LRY", "IBO", "IDE"), TRUE, FALSE, 1, c(2, 3))
ardl("b", 2, c(0, 2), c("LRY", "IBO"), TRUE, TRUE, 1, c(4, 5))
ardl("c", 1, c(0, 0), c("LRY", "IBO"), FALSE, FALSE, 1, 1)

# AICc of every order with p in 1..3 and q in 0..2 for two drivers, on the rows that all can use.
for (p in 1:3) for (q1 in 0:2) for (q2 in 0:2) {
  x <- sapply(1:p, function(i) lag(d$LRM, i))
  x <- cbind(x, sapply(0:q1, function(k) lag(d$LRY, k)), sapply(0:q2, function(k) lag(d$IBO, k)))[4:n, ]
  fit <- lm(d$LRM[4:n] ~ x)
  m <- length(coef(fit)) + 1
  add("choice", "aicc", paste(p, q1, q2, sep = "-"), AIC(fit) + 2 * m * (m + 1) / (nobs(fit) - m - 1))
}

# Regression with ARIMA errors.
arima_case <- function(model, order, mean) {
  xreg <- as.matrix(d[, c("LRY", "IBO")])
  fit <- Arima(ts(d$LRM), order = order, xreg = xreg, include.mean = mean, method = "ML",
               optim.control = list(reltol = 1e-15, maxit = 2000))
  ahead <- forecast(fit, xreg = matrix(xreg[n, ], 6, 2, byrow = TRUE, dimnames = list(NULL, colnames(xreg))), level = 95)
  add(model, "coefficient", names(coef(fit)), coef(fit))
  # R's covariance has the variance with n in its denominator.
  add(model, "error", names(coef(fit)), sqrt(diag(fit$var.coef)))
  add(model, "summary", c("loglik", "aic", "aicc", "bic", "sigma2", "nobs"),
      c(fit$loglik, fit$aic, fit$aicc, fit$bic, fit$sigma2, fit$nobs))
  add(model, "mean", 1:6, ahead$mean)
  # Standard errors of generalised least squares at R's ARMA coefficients, from the dense covariance; variance with all
  # coefficients taken off the degrees of freedom.
  y <- d$LRM
  x <- if (mean) cbind(1, xreg) else xreg
  if (order[2] > 0) {
    y <- diff(y)
    x <- apply(x, 2, diff)
  }
  m <- length(y)
  weights <- c(1, ARMAtoMA(fit$model$phi, fit$model$theta, 5000))
  g <- sapply(0:(m - 1), function(k) sum(weights[1:(length(weights) - k)] * weights[(k + 1):length(weights)]))
  root <- chol(toeplitz(g))
  xw <- backsolve(root, x, transpose = TRUE)
  yw <- backsolve(root, y, transpose = TRUE)
  gls <- lm(yw ~ xw - 1)
  v <- deviance(gls) / (m - length(coef(fit))) * solve(crossprod(xw))
  add(model, "gls_error", tail(names(coef(fit)), 2), tail(sqrt(diag(v)), 2))
}
arima_case("r100", c(1, 0, 0), TRUE)
arima_case("r011", c(0, 1, 1), FALSE)
con <- file(file.path(out, "ardl.csv"), "w")
writeLines(stamp, con)
writeLines("model,quantity,name,value", con)
writeLines(unlist(rows), con)
close(con)
