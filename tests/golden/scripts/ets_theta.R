# Writes the oracle of tests/cpp/models/oracle_test.cpp: likelihoods, criteria and forecasts of R's forecast package for
# public annual, quarterly and monthly series that come with R, and for simulated ones.
#   Rscript tests/golden/scripts/ets_theta.R tests/golden/ets
# Files: series.csv (series, season_length, position, value), ets.csv (one row a fit), thetaf.csv (one row a series),
# versions.txt. An infinite log-likelihood or a failed fit of R is left out.
suppressMessages(library(forecast))
out <- commandArgs(trailingOnly = TRUE)[1]
dir.create(out, showWarnings = FALSE, recursive = TRUE)
digits <- function(x) formatC(as.numeric(x), digits = 17, format = "g")

set.seed(20221122)
annual <- list(
  WWWusage40 = window(WWWusage, end = 40), Nile = Nile, LakeHuron = LakeHuron, airmiles = airmiles,
  uspop = uspop, nhtemp = nhtemp, discoveries = discoveries + 1, lynx30 = window(lynx, end = 1850),
  GNP = ts(longley$GNP, start = 1947), Employed = ts(longley$Employed, start = 1947),
  strikes = ts(c(4737, 5117, 5091, 3468, 4320, 3825, 3673, 3694, 3708, 3333, 3367, 3614, 3362, 3655, 3963),
               start = 1951))
for (n in c(8, 10, 14, 20, 30)) {
  level <- 100 * exp(cumsum(rnorm(n, 0.04, 0.06)))
  annual[[paste0("growth", n)]] <- ts(level)
  annual[[paste0("walk", n)]] <- ts(200 + cumsum(rnorm(n, 1, 5)))
  annual[[paste0("noise", n)]] <- ts(50 + rnorm(n, 0, 4))
  annual[[paste0("line", n)]] <- ts(30 + 2 * seq_len(n) + rnorm(n, 0, 3))
}
seasonal <- list(
  JohnsonJohnson = JohnsonJohnson, UKgas40 = window(UKgas, start = 1977), austres = austres,
  AirPassengers96 = window(AirPassengers, end = c(1956, 12)), USAccDeaths = USAccDeaths)
for (n in c(24, 40)) {
  pattern <- c(12, -5, -15, 8)
  seasonal[[paste0("additive", n)]] <- ts(100 + seq_len(n) + rep_len(pattern, n) + rnorm(n, 0, 2), frequency = 4)
  seasonal[[paste0("ratio", n)]] <- ts((80 + 2 * seq_len(n)) * rep_len(1 + pattern / 100, n) * exp(rnorm(n, 0, 0.02)),
                                       frequency = 4)
}
series <- c(annual, seasonal)
rows <- do.call(rbind, lapply(names(series), function(id) {
  y <- series[[id]]
  data.frame(series = id, season_length = frequency(y), position = seq_along(y), value = digits(y))
}))
write.csv(rows, file.path(out, "series.csv"), row.names = FALSE, quote = FALSE)

forms <- function(y) {
  plain <- c("ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN")
  if (frequency(y) == 1) return(plain)
  c(plain, "ANA", "AAA", "AAdA", "MNA", "MAA", "MAdA", "MNM", "MAM", "MAdM", "ANM", "AAM", "AAdM")
}
fits <- list()
for (id in names(series)) {
  y <- series[[id]]
  for (form in forms(y)) {
    damped <- nchar(form) == 4
    letters3 <- paste0(substr(form, 1, 2), substr(form, nchar(form), nchar(form)))
    fit <- try(suppressWarnings(ets(y, model = letters3, damped = damped, restrict = FALSE)), silent = TRUE)
    if (inherits(fit, "try-error") || is.null(fit$loglik) || !is.finite(fit$loglik)) next
    if (length(y) <= length(fit$par) + 4) next  # R then gives Holt-Winters values instead of estimates
    h <- if (frequency(y) > 1) 8 else 5
    point <- as.numeric(suppressWarnings(forecast(fit, h = h, PI = FALSE))$mean)
    parameter <- function(name) if (name %in% names(fit$par)) digits(fit$par[name]) else ""
    fits[[length(fits) + 1]] <- data.frame(
      series = id, form = form, loglik = digits(fit$loglik), aic = digits(fit$aic), aicc = digits(fit$aicc),
      bic = digits(fit$bic), sigma2 = digits(fit$sigma2), alpha = parameter("alpha"), beta = parameter("beta"),
      gamma = parameter("gamma"), phi = parameter("phi"), h1 = digits(point[1]), hlast = digits(point[h]))
  }
}
write.csv(do.call(rbind, fits), file.path(out, "ets.csv"), row.names = FALSE, quote = FALSE)

theta <- do.call(rbind, lapply(names(series), function(id) {
  y <- series[[id]]
  h <- if (frequency(y) > 1) 8 else 5
  fit <- thetaf(y, h = h)
  lambda <- if (min(y) > 0) BoxCox.lambda(y, method = "loglik", lower = 0, upper = 1) else NA
  data.frame(series = id, alpha = digits(fit$model$alpha), drift = digits(fit$model$drift), h1 = digits(fit$mean[1]),
             hlast = digits(fit$mean[h]), lambda = digits(lambda),
             drift_h5 = digits(rwf(y, drift = TRUE, h = 5)$mean[5]))
}))
write.csv(theta, file.path(out, "thetaf.csv"), row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("forecast", packageVersion("forecast")), paste("written", Sys.Date())),
           file.path(out, "versions.txt"))
