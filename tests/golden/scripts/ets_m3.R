# Log-likelihoods of R's forecast::ets in every fixed form on the annual and quarterly series of the M3 competition.
#   Rscript tests/golden/scripts/ets_m3.R ../shared/data/bench/m3 OUT.csv [first share, e.g. 5: every fifth series]
# Columns: set, series, form, loglik, aicc, alpha, beta, gamma, phi, states (initial ones, separated by blanks). Form ZZZ is
# the automatic choice of the default options; its own form stands in `chosen`. A failed fit and one that R does not
# estimate (n <= parameters + 4) are left out. restrict = FALSE: forms with infinite variance are fitted too.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
step <- if (length(arguments) > 2) as.integer(arguments[3]) else 1L
digits <- function(x) formatC(as.numeric(x), digits = 12, format = "g")
forms <- expand.grid(trend = c("N", "A", "Ad", "M", "Md"), error = c("A", "M"), season = c("N", "A", "M"),
                     stringsAsFactors = FALSE)
out <- file(arguments[2], "w")
writeLines("set,series,form,loglik,aicc,alpha,beta,gamma,phi,states,chosen", out)
write_fit <- function(set, id, form, y, fit) {
  if (inherits(fit, "try-error") || is.null(fit$loglik) || !is.finite(fit$loglik)) return(invisible())
  if (length(y) <= length(fit$par) + 4) return(invisible())
  parameter <- function(name) if (name %in% names(fit$par)) digits(fit$par[name]) else ""
  states <- fit$par[!(names(fit$par) %in% c("alpha", "beta", "gamma", "phi"))]
  writeLines(paste(set, id, form, digits(fit$loglik), digits(fit$aicc), parameter("alpha"), parameter("beta"),
                   parameter("gamma"), parameter("phi"), paste(digits(states), collapse = " "),
                   gsub(",", "", fit$method), sep = ","), out)
}
for (set in c("yearly", "quarterly")) {
  table <- read.csv(gzfile(file.path(arguments[1], paste0("m3_", set, "_train.csv.gz"))))
  series <- split(table$value, factor(table$series_id, levels = unique(table$series_id)))
  m <- if (set == "yearly") 1 else 4
  for (id in names(series)[seq(1, length(series), by = step)]) {
    y <- ts(series[[id]], frequency = m)
    for (k in seq_len(nrow(forms))) {
      form <- forms[k, ]
      if (m == 1 && form$season != "N") next
      if (min(y) <= 0 && any(c(form$error, substr(form$trend, 1, 1), form$season) == "M")) next
      fit <- try(suppressWarnings(ets(y, model = paste0(form$error, substr(form$trend, 1, 1), form$season),
                                      damped = nchar(form$trend) == 2, restrict = FALSE,
                                      allow.multiplicative.trend = TRUE)), silent = TRUE)
      write_fit(set, id, paste0(form$error, form$trend, form$season), y, fit)
    }
    write_fit(set, id, "ZZZ", y, try(suppressWarnings(ets(y)), silent = TRUE))
  }
  flush(out)
}
close(out)
message(R.version.string, ", forecast ", packageVersion("forecast"))
