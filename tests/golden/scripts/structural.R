# Writes the oracle of tests/cpp/models/structural_oracle_test.cpp: R's structural models.
#   Rscript tests/golden/scripts/structural.R ../shared/data/bench/m3 tests/golden/structural
# Files: series.csv (series, season_length, value in order), structts.csv (one row a fit), versions.txt.
#
# Two rows a fit. source = StructTS: stats::StructTS as it is. It starts the states from a prior whose covariance has
# 1e6·var/100 in EVERY entry, off the diagonal too, so that initial level, slope and seasons are one unknown instead of
# several; only its "level" model is therefore a diffuse one. source = diagonal: the same code of R (KalmanLike, optim
# L-BFGS-B, the same scaling and bounds) with the prior made diagonal, 1e6·var, from several starts.
# loglik is converted to the exact diffuse constant: R counts log 2π for all n values and log κ for each of d diffuse states,
#   loglik = R's + d/2 (log 2π + log κ).
# Variances and forecasts are R's. code 0: optim says it converged.
arguments <- commandArgs(trailingOnly = TRUE)
m3 <- arguments[1]
out <- arguments[2]
dir.create(out, showWarnings = FALSE, recursive = TRUE)
digits <- function(x) formatC(as.numeric(x), digits = 15, format = "g")

read_m3 <- function(kind, frequency, step) {
  data <- read.csv(gzfile(file.path(m3, paste0("m3_", kind, "_train.csv.gz"))))
  ids <- unique(data$series_id)
  ids <- ids[seq(1, length(ids), by = step)]
  setNames(lapply(ids, function(id) ts(data$value[data$series_id == id], frequency = frequency)), ids)
}
series <- c(list(Nile = Nile, UKgas = log10(UKgas)), read_m3("yearly", 1, 16), read_m3("quarterly", 4, 38))

state_form <- function(x, type) {
  m <- frequency(x)
  if (type == "level") return(list(Z = 1, T = matrix(1), V = matrix(1), noisy = 1L))
  if (type == "trend") return(list(Z = c(1, 0), T = matrix(c(1, 0, 1, 1), 2), V = diag(2), noisy = 1:2))
  T <- matrix(0, m + 1, m + 1)
  T[1:2, 1:2] <- c(1, 0, 1, 1)
  T[3, ] <- c(0, 0, rep(-1, m - 1))
  T[cbind(4:(m + 1), 3:m)] <- 1
  list(Z = c(1, 0, 1, rep(0, m - 2)), T = T, V = diag(c(1, 1, 1, rep(0, m - 2))), noisy = 1:3)
}

diagonal <- function(x, type, horizon) {
  form <- state_form(x, type)
  d <- length(form$Z)
  kappa <- 1e6 * var(x)
  vx <- var(x) / 100
  y <- as.numeric(x)
  n <- length(y)
  model <- function(p) {
    V <- matrix(0, d, d)
    V[cbind(form$noisy, form$noisy)] <- p[-length(p)] * vx
    list(Z = form$Z, a = c(y[1], rep(0, d - 1)), P = diag(kappa, d), T = form$T, V = V, h = p[length(p)] * vx,
         Pn = matrix(0, d, d))
  }
  objective <- function(p) {
    if (all(p == 0)) return(1000)
    z <- KalmanLike(y, model(p), nit = -1L)
    value <- 0.5 * (z$s2 + 2 * z$Lik - log(z$s2))
    if (is.finite(value)) value else 1000
  }
  k <- length(form$noisy) + 1
  starts <- list(rep(1, k), rep(10, k), c(10, rep(0.1, k - 1)), c(rep(0.1, k - 1), 30), c(1, rep(0.01, k - 2), 10))
  best <- NULL
  for (start in starts) {
    fit <- try(optim(start, objective, method = "L-BFGS-B", lower = 0, control = list(factr = 10, maxit = 500)),
               silent = TRUE)
    if (inherits(fit, "try-error")) next
    if (is.null(best) || fit$value < best$value) best <- fit
  }
  z <- KalmanRun(y, model(best$par), nit = -1L, update = TRUE)
  ahead <- KalmanForecast(horizon, attr(z, "mod"))
  variances <- best$par * vx
  list(level = variances[1], slope = if (k > 2) variances[2] else NA, seas = if (k > 3) variances[3] else NA,
       epsilon = variances[k], loglik = -n * best$value - n / 2 * log(2 * pi) + d / 2 * (log(2 * pi) + log(kappa)),
       pred = ahead$pred, var = ahead$var, code = best$convergence)
}

as_is <- function(x, type, horizon) {
  fit <- try(suppressWarnings(StructTS(x, type = type)), silent = TRUE)
  if (inherits(fit, "try-error")) return(NULL)
  ahead <- predict(fit, n.ahead = horizon)
  coef <- fit$coef
  pick <- function(name) if (name %in% names(coef)) coef[[name]] else NA
  d <- if (type == "level") 1 else NA
  list(level = pick("level"), slope = pick("slope"), seas = pick("seas"), epsilon = pick("epsilon"),
       loglik = fit$loglik + d / 2 * (log(2 * pi) + log(1e6 * var(x) / 100)), pred = ahead$pred, var = ahead$se^2,
       code = fit$code)
}

rows <- list()
for (id in names(series)) {
  x <- series[[id]]
  horizon <- if (frequency(x) == 1) 5 else 8
  for (type in if (frequency(x) == 1) c("level", "trend") else "BSM") {
    for (source in c("StructTS", "diagonal")) {
      one <- (if (source == "StructTS") as_is else diagonal)(x, type, horizon)
      if (is.null(one)) next
      rows[[length(rows) + 1]] <- data.frame(
        series = id, type = type, source = source, level = digits(one$level), slope = digits(one$slope),
        seas = digits(one$seas), epsilon = digits(one$epsilon), loglik = digits(one$loglik), h1 = digits(one$pred[1]),
        hlast = digits(one$pred[horizon]), var1 = digits(one$var[1]), varlast = digits(one$var[horizon]),
        code = one$code)
    }
  }
}
write.csv(do.call(rbind, rows), file.path(out, "structts.csv"), row.names = FALSE, quote = FALSE)
write.csv(do.call(rbind, lapply(names(series), function(id) {
  data.frame(series = id, season_length = frequency(series[[id]]), value = digits(series[[id]]))
})), file.path(out, "series.csv"), row.names = FALSE, quote = FALSE)
writeLines(c(R.version.string, paste("written", Sys.Date())), file.path(out, "versions.txt"))
