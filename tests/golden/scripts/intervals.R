# Writes the oracle of tests/python/test_intervals.py: ends of 80 and 95 % intervals as R's forecast package prints them
# (analytic, Gaussian; meanf by Student's t) for series of tests/golden/ets/series.csv.
#   Rscript tests/golden/scripts/intervals.R tests/golden/intervals
# Reads tests/golden/ets/series.csv, writes ends.csv (one row a series, method and step) and versions.txt.
suppressMessages(library(forecast))
out <- commandArgs(trailingOnly = TRUE)[1]
dir.create(out, showWarnings = FALSE, recursive = TRUE)
digits <- function(x) formatC(as.numeric(x), digits = 12, format = "g")
all <- read.csv("tests/golden/ets/series.csv")
names_wanted <- c("Nile", "LakeHuron", "nhtemp", "airmiles", "GNP", "walk20", "walk30", "growth20", "noise30",
                  "JohnsonJohnson", "UKgas40", "AirPassengers96", "USAccDeaths")
rows <- list()
note <- function(id, method, f, loglik) {
  for (k in seq_along(f$mean)) {
    rows[[length(rows) + 1]] <<- data.frame(
      series = id, method = method, h = k, mean = digits(f$mean[k]), lo80 = digits(f$lower[k, 1]),
      hi80 = digits(f$upper[k, 1]), lo95 = digits(f$lower[k, 2]), hi95 = digits(f$upper[k, 2]),
      loglik = if (is.null(loglik)) "" else digits(loglik))
  }
}
for (id in names_wanted) {
  part <- all[all$series == id, ]
  m <- part$season_length[1]
  y <- ts(part$value, frequency = m)
  h <- if (m > 1) 8 else 5
  forms <- if (m > 1) c("AAA", "ANA", "MAM", "MNA") else c("ANN", "AAN", "AAdN", "MNN", "MAN")
  for (form in forms) {
    damped <- nchar(form) == 4
    short <- paste0(substr(form, 1, 2), substr(form, nchar(form), nchar(form)))
    fit <- try(suppressWarnings(ets(y, model = short, damped = damped, restrict = FALSE)), silent = TRUE)
    if (inherits(fit, "try-error") || !is.finite(fit$loglik)) next
    note(id, paste0("ets ", form), forecast(fit, h = h, level = c(80, 95), simulate = FALSE), fit$loglik)
  }
  arima <- list(list("arima 011", c(0, 1, 1), c(0, 0, 0), FALSE), list("arima 011 drift", c(0, 1, 1), c(0, 0, 0), TRUE),
                list("arima 200", c(2, 0, 0), c(0, 0, 0), FALSE), list("arima 111", c(1, 1, 1), c(0, 0, 0), FALSE))
  if (m > 1) arima <- list(list("arima 011 011", c(0, 1, 1), c(0, 1, 1), FALSE))
  for (one in arima) {
    fit <- try(Arima(y, order = one[[2]], seasonal = one[[3]], include.drift = one[[4]], method = "ML"), silent = TRUE)
    if (inherits(fit, "try-error")) next
    note(id, one[[1]], forecast(fit, h = h, level = c(80, 95)), fit$loglik)
  }
  note(id, "thetaf", thetaf(y, h = h, level = c(80, 95)), NULL)
  if (m > 1) {
    note(id, "snaive", snaive(y, h = h, level = c(80, 95)), NULL)
  } else {
    note(id, "naive", naive(y, h = h, level = c(80, 95)), NULL)
    note(id, "drift", rwf(y, drift = TRUE, h = h, level = c(80, 95)), NULL)
    note(id, "meanf", meanf(y, h = h, level = c(80, 95)), NULL)
  }
}
write.csv(do.call(rbind, rows), file.path(out, "ends.csv"), row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("forecast", packageVersion("forecast")), paste("written", Sys.Date())),
           file.path(out, "versions.txt"))
