# Oracle of the diagnostics and comparisons: R stats::Box.test, chisq.test, friedman.test, qtukey; forecast::dm.test.
# Run from the repository's root: Rscript tests/golden/scripts/evaluation.R > tests/golden/evaluation/oracle.csv
suppressMessages(library(forecast))
cat(sprintf("# R %s, forecast %s, %s; series: lh, LakeHuron, nhtemp of R's datasets\n",
            getRversion(), packageVersion("forecast"), Sys.Date()))
cat("test,case,lags,degrees,statistic,p_value\n")
row <- function(test, case, lags, degrees, statistic, p)
  cat(sprintf("%s,%s,%d,%d,%.15g,%.15g\n", test, case, lags, degrees, statistic, p))
holes <- lh; holes[c(5, 17, 18)] <- NA
sets <- list(lh = lh, nhtemp = nhtemp, LakeHuron = LakeHuron, lh_holes = holes)
for (name in names(sets)) for (lags in c(1L, 5L, 12L)) for (degrees in 0:1) {
  if (degrees >= lags) next
  b <- Box.test(sets[[name]], lags, "Ljung-Box", fitdf = degrees)
  row("ljung_box", name, lags, degrees, b$statistic, b$p.value)
}
# Naive against the mean of the last three, squared errors of h-step forecasts of LakeHuron and nhtemp.
for (name in c("LakeHuron", "nhtemp", "lh")) for (h in c(1L, 2L, 5L)) {
  y <- as.numeric(sets[[name]]); n <- length(y); t <- (3 + h):n
  e1 <- y[t] - y[t - h]
  e2 <- y[t] - (y[t - h] + y[t - h - 1] + y[t - h - 2]) / 3
  for (side in c("two.sided", "less")) {
    d <- dm.test(e1, e2, alternative = side, h = h, power = 2)
    row(paste0("dm_", side), name, h, 0L, d$statistic, d$p.value)
  }
}
for (k in c(2L, 3L, 5L, 8L, 15L)) for (level in c(0.8, 0.95, 0.99))
  row("qtukey", as.character(level), k, 0L, qtukey(level, k, Inf), level)
# Ranks: distance of each of five yearly values of LakeHuron from three centres, with ties by rounding.
m <- sapply(c(577, 578.5, 580), function(centre) abs(round(LakeHuron[1:40], 0) - centre))
f <- friedman.test(m)
row("friedman", "lake", 3L, 2L, f$statistic, f$p.value)
