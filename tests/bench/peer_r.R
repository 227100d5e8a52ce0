# One job of the benchmarks by R's forecast package.
# Usage: Rscript tests/bench/peer_r.R INPUT OUTPUT   (formats: tests/bench/jobs.py)
suppressPackageStartupMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
lines <- strsplit(readLines(arguments[1]), ",")
job <- lines[[1]][1]; m <- as.integer(lines[[1]][2]); h <- as.integer(lines[[1]][3])
series <- lapply(lines[-1], function(cells) ts(as.numeric(cells[-1]), frequency = m))
one <- switch(job,
  AutoETS = function(y) forecast(ets(y), h = h, level = c(80, 95)),
  AutoARIMA = function(y) forecast(auto.arima(y), h = h, level = c(80, 95)),
  Theta = function(y) thetaf(y, h = h, level = c(80, 95)))
invisible(suppressWarnings(one(series[[1]])))
started <- proc.time()[["elapsed"]]
cpu <- sum(proc.time()[1:2])
found <- lapply(series, function(y) suppressWarnings(one(y)))
seconds <- sum(proc.time()[1:2]) - cpu
version <- paste0("R ", getRversion(), " forecast ", packageVersion("forecast"))
text <- vapply(seq_along(found), function(i) {
  f <- found[[i]]
  paste(c(lines[[i + 1]][1], as.numeric(f$mean), f$lower[, 1], f$upper[, 1], f$lower[, 2], f$upper[, 2]), collapse = ",")
}, "")
writeLines(c(paste(seconds, version, sep = ","), text), arguments[2])
