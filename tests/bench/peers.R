# Peers on the annual series of M3, in the same run and on the same machine as ours.
# Usage: Rscript tests/bench/peers.R M3_FOLDER OUT.csv
# Writes one row a method: sMAPE, MASE, cover of 80 and 95 % intervals (percent), MSIS at 95 %, milliseconds a series.
suppressPackageStartupMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
read <- function(name) {
  table <- read.csv(gzfile(file.path(arguments[1], name)))
  split(table$value, factor(table$series_id, levels = unique(table$series_id)))
}
train <- read("m3_yearly_train.csv.gz")
test <- read("m3_yearly_test.csv.gz")
h <- 6
methods <- list(
  "R naive" = function(y) naive(y, h = h, level = c(80, 95)),
  "R thetaf" = function(y) thetaf(y, h = h, level = c(80, 95)),
  "R ets" = function(y) forecast(ets(y), h = h, level = c(80, 95)),
  "R auto.arima" = function(y) forecast(auto.arima(y), h = h, level = c(80, 95))
)
rows <- lapply(names(methods), function(name) {
  started <- proc.time()[["elapsed"]]
  forecasts <- lapply(train, function(y) suppressWarnings(methods[[name]](ts(y))))
  elapsed <- proc.time()[["elapsed"]] - started
  scores <- mapply(function(f, y, x) {
    scale <- mean(abs(diff(x)))
    m <- as.numeric(f$mean); lo <- as.matrix(f$lower); hi <- as.matrix(f$upper)
    inside <- function(k) mean(y >= lo[, k] & y <= hi[, k])
    winkler <- (hi[, 2] - lo[, 2]) + 40 * pmax(lo[, 2] - y, 0) + 40 * pmax(y - hi[, 2], 0)
    c(mean(200 * abs(y - m) / (abs(y) + abs(m))), mean(abs(y - m)) / scale, 100 * inside(1), 100 * inside(2),
      mean(winkler) / scale)
  }, forecasts, test, train)
  data.frame(method = name, t(rowMeans(scores)), ms = 1000 * elapsed / length(train))
})
out <- do.call(rbind, rows)
names(out) <- c("method", "smape", "mase", "cover80", "cover95", "msis95", "ms")
out$version <- paste("R", getRversion(), "forecast", packageVersion("forecast"))
write.csv(out, arguments[2], row.names = FALSE)
