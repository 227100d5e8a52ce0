# Writes the oracle of tests/cpp/models/decomposition: R stats::stl, forecast::mstl and its seasonal strength.
#   Rscript tests/golden/scripts/stl.R tests/golden/stl ../shared/data/bench/m3
# Files: stl.csv (one row a value and case), cases.csv (options of a case), strength.csv (M3 quarterly, all 756 training
# series; their values stay in the shared folder), versions.txt.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
out <- arguments[1]
dir.create(out, showWarnings = FALSE, recursive = TRUE)
digits <- function(x) formatC(as.numeric(x), digits = 17, format = "g")

m3 <- read.csv(gzfile(file.path(arguments[2], "m3_quarterly_train.csv.gz")))
names(m3) <- c("id", "index", "value")
quarterly <- lapply(split(m3$value, factor(m3$id, unique(m3$id))), ts, frequency = 4)

rows <- list()
cases <- list()
add <- function(name, y, fit, seasons, season_window, trend_window, robust, degree) {
  parts <- as.data.frame(fit)
  n <- length(y)
  second <- if (ncol(parts) == 4) parts[[3]] else rep(NA, n)
  rows[[name]] <<- data.frame(
    case = name, value = digits(y), trend = digits(parts[[1]]), seasonal1 = digits(parts[[2]]),
    seasonal2 = ifelse(is.na(second), "", digits(second)), remainder = digits(parts[[ncol(parts)]]))
  cases[[name]] <<- data.frame(case = name, season_length = seasons[1], second_length = c(seasons, 0)[2],
    season_window = season_window, trend_window = trend_window, season_degree = degree, robust = as.integer(robust))
}
by_stl <- function(name, y, s.window, t.window = NULL, robust = FALSE, s.degree = 0) {
  fit <- stl(y, s.window = s.window, t.window = t.window, robust = robust, s.degree = s.degree)
  parts <- fit$time.series[, c("trend", "seasonal", "remainder")]
  add(name, y, parts, frequency(y), if (is.character(s.window)) 0 else s.window, if (is.null(t.window)) 0 else t.window,
      robust, s.degree)
}
by_mstl <- function(name, y, seasons) {
  fit <- mstl(y)
  add(name, y, fit[, -1], seasons, 0, 0, FALSE, 0)
}
by_stl("nottem periodic", nottem, "periodic")
by_stl("nottem robust", nottem, 7, robust = TRUE, s.degree = 1)
by_stl("co2 periodic", log(co2), "periodic")
by_stl("co2 windows", log(co2), 21, t.window = 41)
# Robust cases have an odd length: for an even one R's partial sort can return a neighbour of the two middle remainders
# (on the 36 values of N0646 the second outer loop's scale is 3 (r_19 + r_17), not 3 (r_19 + r_18)), which ours does not copy.
odd <- function(y) if (length(y) %% 2 == 0) head(y, -1) else y
chosen <- quarterly[c(1, 200, 500)]
for (id in names(chosen)) {
  by_stl(paste(id, "periodic robust"), ts(odd(chosen[[id]]), frequency = 4), "periodic", robust = TRUE)
  by_stl(paste(id, "window 7"), chosen[[id]], 7)
  by_mstl(paste(id, "mstl"), chosen[[id]], 4)
}
set.seed(20261122)
t <- seq_len(150)
two <- msts(50 + 0.2 * t + 5 * sin(2 * pi * t / 5) + 8 * cos(2 * pi * t / 30) + rnorm(150), seasonal.periods = c(5, 30))
by_mstl("two seasons mstl", two, c(5, 30))
write.csv(do.call(rbind, rows), file.path(out, "stl.csv"), row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, cases), file.path(out, "cases.csv"), row.names = FALSE, quote = FALSE)

strength <- vapply(quarterly, function(y) tryCatch(forecast:::seas.heuristic(y), error = function(e) 0), 0)
write.csv(data.frame(series = names(quarterly), strength = digits(strength)), file.path(out, "strength.csv"),
          row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("forecast", packageVersion("forecast")), paste("written", Sys.Date())),
           file.path(out, "versions.txt"))
