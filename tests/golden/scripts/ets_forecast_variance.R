# Variances of forecast errors of R forecast::forecast.ets on UKgas (datasets), parameters and final states as R has them.
# Run from the repository's root: Rscript tests/golden/scripts/ets_forecast_variance.R > tests/golden/ets/forecast_variance.csv
suppressMessages(library(forecast))
cat(sprintf("# R %s, forecast %s, %s\n", getRversion(), packageVersion("forecast"), Sys.Date()))
cat("model,damped,alpha,beta,gamma,phi,level,trend,s1,s2,s3,s4,sigma2,h,mean,variance\n")
forms <- list(c("ANN", F), c("AAN", F), c("AAN", T), c("ANA", F), c("AAA", F), c("AAA", T), c("MNN", F), c("MAN", F),
              c("MAN", T), c("MNA", F), c("MAA", F), c("MNM", F), c("MAM", F))
for (form in forms) {
  y <- window(UKgas, start = c(1970, 1))
  fit <- ets(y, model = form[1], damped = as.logical(form[2]))
  f <- forecast(fit, h = 10, level = 95)
  variance <- ((f$upper[, 1] - f$mean) / qnorm(0.975))^2
  last <- fit$states[nrow(fit$states), ]
  par <- function(name, otherwise) if (name %in% names(fit$par)) fit$par[[name]] else otherwise
  # The season of the next period is the oldest state.
  season <- if (substr(form[1], 3, 3) == "N") rep(NA, 4) else unname(last[paste0("s", 4:1)])
  for (h in 1:10) {
    cat(paste(c(form[1], as.integer(as.logical(form[2])), format(c(par("alpha", 0), par("beta", 0), par("gamma", 0),
      par("phi", 1), last[["l"]], if ("b" %in% names(last)) last[["b"]] else 0, season, fit$sigma2), digits = 15), h,
      format(c(f$mean[h], variance[h]), digits = 15)), collapse = ","), "\n", sep = "")
  }
}
