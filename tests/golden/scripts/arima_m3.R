# R's side of the comparison in docs/models/arima.md: four ARIMA orders with and without constants and auto.arima on every
# annual or quarterly series of M3, and the exact likelihood at R's own coefficients (dense covariance, or for AR(2) the
# closed form), because near the edge of stationarity the value that R reports is another one.
#   Rscript tests/golden/scripts/arima_m3.R m3_yearly_train.csv.gz 1 OUT_FOLDER     (and m3_quarterly_train.csv.gz 4)
# Writes fits.csv: series, order, seasonal, mean, drift, loglik (as reported), verified, coefficients; choices.csv: series,
# model, AICc. Takes some minutes.
suppressMessages(library(forecast))
arguments <- commandArgs(TRUE)
m <- as.integer(arguments[2])
x <- read.csv(gzfile(arguments[1]))
series <- split(x$value, factor(x$series_id, levels = unique(x$series_id)))

dense <- function(z, g) {
  n <- length(z)
  root <- try(chol(toeplitz(c(g, rep(0, n))[1:n])), silent = TRUE)
  if (inherits(root, "try-error")) return(NA)
  e <- backsolve(root, z, transpose = TRUE)
  -0.5 * n * (log(2 * pi * mean(e^2)) + 1) - sum(log(diag(root)))
}
second_order <- function(z, phi) {
  n <- length(z)
  first <- phi[1] / (1 - phi[2])
  if (abs(first) >= 1 || abs(phi[2]) >= 1) return(NA)
  v2 <- 1 / ((1 - phi[2]) * (1 + phi[2]))
  v1 <- v2 / ((1 - first) * (1 + first))
  e <- c(z[1] / sqrt(v1), (z[2] - first * z[1]) / sqrt(v2), z[3:n] - phi[1] * z[2:(n - 1)] - phi[2] * z[1:(n - 2)])
  -0.5 * (n * log(2 * pi * mean(e^2)) + n + log(v1) + log(v2))
}
verify <- function(y, order, seasonal, b) {
  value <- function(name) if (name %in% names(b)) b[[name]] else 0
  z <- y - value("intercept")
  if (order[2] > 0) z <- diff(z) - value("drift")
  if (seasonal[2] > 0) z <- diff(z, lag = m)
  if (order[1] == 2) return(second_order(z, c(value("ar1"), value("ar2"))))
  f <- value("ar1")
  t <- value("ma1")
  if (seasonal[3] > 0) {
    s <- value("sma1")
    theta <- c(1, t, rep(0, m - 2), s, t * s)
    return(dense(z, sapply(0:(m + 1), function(k) sum(theta[1:(m + 2 - k)] * theta[(1 + k):(m + 2)]))))
  }
  if (order[1] == 0) return(dense(z, c(1 + t^2, t)))
  g <- c(1 + 2 * f * t + t^2, (1 + f * t) * (f + t) * f^(0:(length(z) - 2))) / ((1 - f) * (1 + f))
  dense(z, g)
}
specs <- list(list(c(1, 1, 1), c(0, 0, 0), FALSE, FALSE), list(c(1, 1, 1), c(0, 0, 0), FALSE, TRUE),
              list(c(0, 1, 1), c(0, 0, 0), FALSE, FALSE), list(c(0, 1, 1), c(0, 0, 0), FALSE, TRUE),
              list(c(2, 0, 0), c(0, 0, 0), TRUE, FALSE), list(c(2, 0, 0), c(0, 0, 0), FALSE, FALSE))
if (m > 1) specs <- c(specs, list(list(c(0, 1, 1), c(0, 1, 1), FALSE, FALSE)))
fits <- list()
for (one in specs) for (id in names(series)) {
  y <- ts(series[[id]], frequency = m)
  fit <- try(suppressWarnings(Arima(y, order = one[[1]], seasonal = one[[2]], include.mean = one[[3]],
                                    include.drift = one[[4]], method = "ML")), silent = TRUE)
  if (inherits(fit, "try-error")) next
  fits[[length(fits) + 1]] <- data.frame(
    series = id, order = paste(one[[1]], collapse = ""), seasonal = paste(one[[2]], collapse = ""),
    mean = as.integer(one[[3]]), drift = as.integer(one[[4]]), loglik = fit$loglik,
    verified = verify(series[[id]], one[[1]], one[[2]], as.list(coef(fit))),
    coefficients = paste(signif(coef(fit), 12), collapse = " "))
}
write.csv(do.call(rbind, fits), file.path(arguments[3], "fits.csv"), row.names = FALSE, quote = FALSE)
choices <- lapply(names(series), function(id) {
  fit <- auto.arima(ts(series[[id]], frequency = m), stepwise = TRUE, approximation = FALSE)
  data.frame(series = id, model = paste0('"', forecast:::arima.string(fit), '"'), aicc = fit$aicc)
})
write.csv(do.call(rbind, choices), file.path(arguments[3], "choices.csv"), row.names = FALSE, quote = FALSE)
