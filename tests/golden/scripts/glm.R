# Oracle of the generalised linear models: R's glm and MASS::glm.nb, iterated until nothing changes, on public data of R itself.
# Run from the repository's root: Rscript tests/golden/scripts/glm.R
# Writes tests/golden/regression/glm_data.csv (case, y, weight, offset, x1, x2, ...) and glm.csv (case, item, name, value).
library(MASS)
tight <- glm.control(epsilon = 1e-15, maxit = 200)
number <- function(v) format(v, digits = 17, scientific = TRUE, trim = TRUE)
data_rows <- list(); answers <- list()

record <- function(case, item, name, value)
  answers[[length(answers) + 1]] <<- data.frame(case = case, item = item, name = name, value = number(value))

# case: name; x: matrix without the intercept; family: of glm, or "negbin"
add <- function(case, x, y, family, weight = NULL, offset = NULL, sandwich = FALSE) {
  x <- as.matrix(x); n <- length(y); w <- if (is.null(weight)) rep(1, n) else weight; o <- if (is.null(offset)) rep(0, n) else offset
  rows <- data.frame(case = case, y = number(y), weight = number(w), offset = number(o))
  for (j in 1:8) rows[[paste0("x", j)]] <- if (j <= ncol(x)) number(x[, j]) else ""
  data_rows[[length(data_rows) + 1]] <<- rows
  X <- cbind(1, x)
  if (identical(family, "negbin")) {
    fit <- glm.nb(y ~ x + offset(o), weights = w, control = tight)
    theta <- as.numeric(fit$theta)
    for (round in 1:200) {        # glm.nb's own theta has about eight digits: go on until it stands still
      fit <- suppressWarnings(glm(y ~ x + offset(o), weights = w, family = negative.binomial(theta), control = tight, start = coef(fit)))
      moved <- theta.ml(y, fitted(fit), weights = w, limit = 200, eps = 1e-15)
      same <- abs(moved - theta) <= 1e-14 * theta; theta <- as.numeric(moved); if (same) break
    }
    loglik <- sum(w * (lgamma(theta + y) - lgamma(theta) - lgamma(y + 1) + theta * log(theta) + y * log(fitted(fit) + (y == 0)) -
                       (theta + y) * log(theta + fitted(fit))))
    record(case, "theta", "", theta); record(case, "theta_error", "", attr(moved, "SE"))
    k <- ncol(X) + 1; dispersion <- 1
  } else {
    fit <- suppressWarnings(glm(y ~ x + offset(o), weights = w, family = family, control = tight))
    for (round in 1:30)           # glm stops when the deviance stands still: half as many digits of the coefficients
      fit <- suppressWarnings(glm(y ~ x + offset(o), weights = w, family = family, control = tight, start = coef(fit)))
    k <- attr(logLik(fit), "df"); loglik <- as.numeric(logLik(fit)); dispersion <- summary(fit)$dispersion
  }
  s <- summary(fit, dispersion = if (identical(family, "negbin")) 1 else NULL)
  V <- s$cov.scaled
  if (sandwich) {                 # HC0 of the quasi-likelihood, the canonical link: score = w (y - mu) x
    B <- s$cov.unscaled; g <- X * (w * (y - fitted(fit))); V <- B %*% crossprod(g) %*% B; dispersion <- 1
  }
  se <- sqrt(diag(V)); b <- coef(fit); free <- !sandwich && !identical(family, "negbin") && fit$family$family == "Gamma"
  p <- if (free) 2 * pt(-abs(b / se), fit$df.residual) else 2 * pnorm(-abs(b / se))
  q <- if (free) qt(0.975, fit$df.residual) else qnorm(0.975)
  names <- c("intercept", paste0("x", seq_len(ncol(x))))
  for (j in seq_along(b)) {
    record(case, "coefficient", names[j], b[j]); record(case, "error", names[j], se[j]); record(case, "p", names[j], p[j])
    record(case, "low", names[j], b[j] - q * se[j]); record(case, "high", names[j], b[j] + q * se[j])
  }
  record(case, "deviance", "", fit$deviance); record(case, "null_deviance", "", fit$null.deviance)
  record(case, "pearson", "", sum(residuals(fit, "pearson")^2)); record(case, "dispersion", "", dispersion)
  if (!sandwich) {
    record(case, "loglik", "", loglik); record(case, "aic", "", -2 * loglik + 2 * k); record(case, "bic", "", -2 * loglik + log(n) * k)
  }
  eta <- fit$linear.predictors[1]; half <- q * sqrt(drop(X[1, ] %*% V %*% X[1, ]))
  ends <- sort(fit$family$linkinv(c(eta - half, eta + half)))
  record(case, "mean", "row1", fit$family$linkinv(eta)); record(case, "mean_low", "row1", ends[1]); record(case, "mean_high", "row1", ends[2])
}

warp <- model.matrix(~ wool * tension, warpbreaks)[, -1]
add("poisson_warpbreaks", warp, warpbreaks$breaks, poisson)
add("negbin_warpbreaks", warp, warpbreaks$breaks, "negbin")
ins <- model.matrix(~ unclass(District) + unclass(Group) + unclass(Age), Insurance)[, -1]
add("poisson_exposure_insurance", ins, Insurance$Claims, poisson, offset = log(Insurance$Holders))
add("negbin_exposure_insurance", cbind(Insurance$Holders / 1000, ins), Insurance$Claims, "negbin", offset = 0.5 * log(Insurance$Holders))
add("poisson_weights_warpbreaks", warp, warpbreaks$breaks, poisson, weight = rep(c(1, 2.5, 0.5), 18))
q <- model.matrix(~ Eth + Sex + Age + Lrn, quine)[, -1]
add("negbin_quine", q, quine$Days, "negbin")
add("negbin_weights_quine", q, quine$Days, "negbin", weight = rep(c(1, 2), 73))
inf <- with(infert, cbind(age, parity, induced, spontaneous))
for (link in c("logit", "probit", "cloglog")) {
  add(paste0("binomial_", link, "_infert"), inf, infert$case, binomial(link))
  ucb <- aggregate(cbind(admitted = Freq * (Admit == "Admitted"), all = Freq) ~ Gender + Dept, as.data.frame(UCBAdmissions), sum)
  add(paste0("binomial_", link, "_berkeley"), model.matrix(~ Gender + Dept, ucb)[, -1], ucb$admitted / ucb$all, binomial(link),
      weight = ucb$all)
}
clot <- data.frame(u = c(5, 10, 15, 20, 30, 40, 60, 80, 100), lot1 = c(118, 58, 42, 35, 27, 25, 21, 19, 18),
                   lot2 = c(69, 35, 26, 21, 18, 16, 13, 12, 12))       # McCullagh and Nelder (1989), p. 300; R's ?glm
add("gamma_inverse_clotting1", log(clot$u), clot$lot1, Gamma)
add("gamma_inverse_clotting2", log(clot$u), clot$lot2, Gamma)
add("gamma_log_trees", log(trees[, c("Girth", "Height")]), trees$Volume, Gamma("log"))
add("gamma_log_weights_trees", log(trees[, c("Girth", "Height")]), trees$Volume, Gamma("log"), weight = rep(c(1, 3), length.out = 31))
add("fractional_swiss", swiss[, c("Agriculture", "Education", "Catholic", "Infant.Mortality")], swiss$Examination / 100, quasibinomial,
    sandwich = TRUE)

head <- paste0("# ", R.version.string, ", MASS ", packageVersion("MASS"), ", ", Sys.Date(), "; tests/golden/scripts/glm.R")
save <- function(rows, file) {
  path <- file.path("tests/golden/regression", file)
  writeLines(head, path); suppressWarnings(write.table(do.call(rbind, rows), path, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE))
}
save(data_rows, "glm_data.csv"); save(answers, "glm.csv")
