# Writes the oracle of tests/cpp/models/arima_oracle_test.cpp: likelihoods, coefficients, criteria, forecasts and standard
# errors of R's ARIMA for every tenth annual and every nineteenth quarterly series of M3, for AirPassengers, and for one
# regression and series with missing values.
#   Rscript tests/golden/scripts/arima.R M3_FOLDER tests/golden/arima
# M3_FOLDER has m3_yearly_train.csv.gz and m3_quarterly_train.csv.gz (series_id, period_index, value).
# Files: series.csv (series, season_length, position, value, regressor), fits.csv (one row a fit), versions.txt.
# A fit is left out where R fails or where the likelihood it reports is not that of its own coefficients (near the edge of
# stationarity its start covariance is inexact): `verified`, computed here from the dense covariance, must agree.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
out <- arguments[2]
dir.create(out, showWarnings = FALSE, recursive = TRUE)
digits <- function(x) formatC(as.numeric(x), digits = 15, format = "g", width = 1)
tolerance <- 0.001

read <- function(name, season_length, every) {
  x <- read.csv(gzfile(file.path(arguments[1], name)))
  values <- split(x$value, factor(x$series_id, levels = unique(x$series_id)))
  values <- values[seq(1, length(values), by = every)]
  lapply(values, ts, frequency = season_length)
}
series <- c(read("m3_yearly_train.csv.gz", 1, 10), read("m3_quarterly_train.csv.gz", 4, 19))
series$AirPassengersLog <- log(AirPassengers)
holes <- Nile[1:40]
holes[c(4, 11, 12, 30)] <- NA
series$NileHoles <- ts(holes)
quarters <- window(UKgas, start = 1976)
quarters[c(3, 17, 18)] <- NA
series$UKgasHoles <- quarters
set.seed(20221122)
driver <- cumsum(rnorm(40))
series$Regression <- ts(50 + 3 * driver[1:34] + as.numeric(arima.sim(list(ar = 0.6), 34)))

# Dense likelihood of ARMA innovations at given coefficients, variance concentrated out, for complete data.
verify <- function(y, fit) {
  arma <- fit$arma
  phi <- fit$model$phi
  theta <- fit$model$theta
  z <- y
  if ("drift" %in% names(coef(fit))) z <- z - coef(fit)["drift"] * seq_along(y)
  if ("intercept" %in% names(coef(fit))) z <- z - coef(fit)["intercept"]
  if (arma[6] > 0) z <- diff(z, differences = arma[6])
  if (arma[7] > 0) z <- diff(z, lag = arma[5], differences = arma[7])
  n <- length(z)
  # Autocovariances through a long moving average; exact for pure moving averages.
  weights <- c(1, ARMAtoMA(phi, theta, if (any(phi != 0)) 20000 else length(theta) + 1))
  g <- sapply(0:(n - 1), function(k) if (k < length(weights)) sum(weights[1:(length(weights) - k)] * weights[(k + 1):length(weights)]) else 0)
  root <- try(chol(toeplitz(g)), silent = TRUE)
  if (inherits(root, "try-error")) return(NA)
  e <- backsolve(root, z, transpose = TRUE)
  -0.5 * n * (log(2 * pi * mean(e^2)) + 1) - sum(log(diag(root)))
}

rows <- list()
add <- function(id, order, seasonal, mean, drift, xreg = NULL, future = NULL) {
  y <- series[[id]]
  fit <- try(suppressWarnings(Arima(y, order = order, seasonal = seasonal, include.mean = mean, include.drift = drift,
                                    xreg = xreg, method = "ML")), silent = TRUE)
  if (inherits(fit, "try-error") || !is.finite(fit$loglik)) return()
  if (!anyNA(y) && is.null(xreg)) {
    verified <- verify(y, fit)
    if (is.na(verified) || abs(verified - fit$loglik) > tolerance) return()
  }
  point <- suppressWarnings(forecast(fit, h = 6, level = 95, xreg = future))
  se <- (point$upper[, 1] - point$mean) / qnorm(0.975)
  row <- c(id, paste(order, collapse = ""), paste(seasonal, collapse = ""), as.integer(mean), as.integer(drift),
           digits(c(fit$loglik, fit$aic, if (anyNA(y)) NA else fit$aicc, if (anyNA(y)) NA else fit$sigma2)),
           digits(point$mean), digits(se))
  rows[[length(rows) + 1]] <<- row
}
for (id in names(series)) {
  m <- frequency(series[[id]])
  none <- c(0, 0, 0)
  if (id == "AirPassengersLog") {
    add(id, c(0, 1, 1), c(0, 1, 1), FALSE, FALSE)
    next
  }
  if (id == "Regression") {
    add(id, c(1, 0, 0), none, TRUE, FALSE, xreg = cbind(driver = driver[1:34]), future = cbind(driver = driver[35:40]))
    next
  }
  add(id, c(1, 1, 1), none, FALSE, FALSE)
  add(id, c(0, 1, 1), none, FALSE, FALSE)
  add(id, c(0, 1, 1), none, FALSE, TRUE)
  add(id, c(2, 0, 0), none, TRUE, FALSE)
  if (m > 1) add(id, c(0, 1, 1), c(0, 1, 1), FALSE, FALSE)
}
table <- do.call(rbind, rows)
colnames(table) <- c("series", "order", "seasonal", "mean", "drift", "loglik", "aic", "aicc", "sigma2",
                     paste0("h", 1:6), paste0("se", 1:6))
write.csv(table, file.path(out, "fits.csv"), row.names = FALSE, quote = FALSE)
values <- do.call(rbind, lapply(names(series), function(id) {
  y <- series[[id]]
  x <- if (id == "Regression") driver else rep(0, length(y))
  y <- c(y, rep(NA, length(x) - length(y)))
  data.frame(series = id, season_length = frequency(series[[id]]), position = seq_along(y),
             value = ifelse(is.na(y), "", digits(y)), regressor = digits(x))
}))
write.csv(values, file.path(out, "series.csv"), row.names = FALSE, quote = FALSE)
# Differences that R's automatic choice takes, and its AICc.
choice <- do.call(rbind, lapply(names(series), function(id) {
  if (id == "Regression") return(NULL)
  fit <- try(suppressWarnings(auto.arima(series[[id]], approximation = FALSE)), silent = TRUE)
  if (inherits(fit, "try-error")) return(NULL)
  data.frame(series = id, d = fit$arma[6], D = fit$arma[7], aicc = digits(fit$aicc))
}))
write.csv(choice, file.path(out, "choices.csv"), row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("forecast", packageVersion("forecast")), paste("written", Sys.Date())),
           file.path(out, "versions.txt"))
