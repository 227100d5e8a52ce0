# Answers of R for linear and robust regression on data that come with R.
# Robust covariances are the textbook formulas with explicit inverses (no package for them is used); rlm is MASS's, run to full
# convergence. Run from the repository's root:
#   Rscript tests/golden/scripts/regression_linear.R > tests/golden/regression/linear.csv
suppressMessages(library(MASS))
cat("# ", R.version.string, ", MASS ", as.character(packageVersion("MASS")), ", ", format(Sys.Date()),
    "; see tests/golden/scripts/regression_linear.R\n", sep = "")
cat("case,quantity,name,value\n")
put <- function(case, quantity, name, value) cat(sprintf("%s,%s,%s,%.17g\n", case, quantity, name, value), sep = "")
label <- function(names) sub("(Intercept)", "intercept", names, fixed = TRUE)

data_of <- list(mtcars = mtcars[, c("mpg", "wt", "hp", "qsec")], stackloss = stackloss[, c(4, 1:3)],
                longley = longley[, c("Employed", "GNP.deflator", "GNP", "Unemployed", "Armed.Forces", "Population", "Year")])
for (name in names(data_of)) {
  d <- data_of[[name]]
  for (j in seq_along(d)) put(name, "data", names(d)[j], d[[j]])
}
put("mtcars", "data", "weights", mtcars$cyl)
put("mtcars", "data", "clusters", mtcars$carb)

fit_of <- function(case, fit, new) {
  s <- summary(fit)
  n <- label(names(coef(fit)))
  put(case, "coefficient", n, coef(fit))
  put(case, "error", n, s$coefficients[, 2])
  put(case, "statistic", n, s$coefficients[, 3])
  put(case, "pvalue", n, s$coefficients[, 4])
  put(case, "low", n, confint(fit, level = 0.9)[, 1])
  put(case, "high", n, confint(fit, level = 0.9)[, 2])
  put(case, "fit", c("r2", "adjusted_r2", "f", "scale"), c(s$r.squared, s$adj.r.squared, s$fstatistic[1], s$sigma^2))
  put(case, "fit", "f_pvalue", pf(s$fstatistic[1], s$fstatistic[2], s$fstatistic[3], lower.tail = FALSE))
  put(case, "fit", c("loglik", "aic", "bic"), c(logLik(fit), AIC(fit), BIC(fit)))
  i <- seq_along(residuals(fit))
  put(case, "residual", i, residuals(fit))
  put(case, "leverage", i, hatvalues(fit))
  put(case, "studentized", i, rstandard(fit))
  put(case, "externally_studentized", i, rstudent(fit))
  put(case, "cooks_distance", i, cooks.distance(fit))
  put(case, "dffits", i, dffits(fit))
  for (kind in c("confidence", "prediction")) {
    p <- suppressWarnings(predict(fit, new, interval = kind, level = 0.95))
    put(case, "mean", seq_len(nrow(new)), p[, 1])
    put(case, paste0(kind, "_low"), seq_len(nrow(new)), p[, 2])
    put(case, paste0(kind, "_high"), seq_len(nrow(new)), p[, 3])
  }
}
sandwich_of <- function(case, fit, w = rep(1, nobs(fit))) {
  X <- model.matrix(fit) * sqrt(w); e <- residuals(fit) * sqrt(w); n <- nrow(X); k <- ncol(X)
  B <- solve(crossprod(X)); h <- rowSums((X %*% B) * X); names <- label(colnames(X))
  V <- function(f) B %*% crossprod(X * e * sqrt(f)) %*% B
  se <- function(V) sqrt(diag(V))
  put(case, "HC0", names, se(V(rep(1, n)))); put(case, "HC1", names, se(V(rep(n / (n - k), n))))
  put(case, "HC2", names, se(V(1 / (1 - h)))); put(case, "HC3", names, se(V(1 / (1 - h)^2)))
  S <- X * e; L <- 3; M <- crossprod(S)
  for (l in 1:L) { G <- crossprod(S[(l + 1):n, ], S[1:(n - l), ]); M <- M + (1 - l / (L + 1)) * (G + t(G)) }
  put(case, "newey-west", names, se(B %*% M %*% B * n / (n - k)))
  put(case, "newey-west-plain", names, se(B %*% M %*% B))
  g <- mtcars$carb; U <- rowsum(S, g); G <- nrow(U)
  put(case, "cluster", names, se(B %*% crossprod(U) %*% B * G / (G - 1) * (n - 1) / (n - k)))
}
new <- data.frame(wt = c(2.5, 4), hp = c(100, 250), qsec = c(18, 16))
plain <- lm(mpg ~ wt + hp + qsec, mtcars)
weighted <- lm(mpg ~ wt + hp + qsec, mtcars, weights = mtcars$cyl)
fit_of("ols", plain, new); sandwich_of("ols", plain)
fit_of("wls", weighted, new); sandwich_of("wls", weighted, mtcars$cyl)
fit_of("origin", lm(mpg ~ wt + hp + qsec - 1, mtcars), new)
for (v in c("wt", "hp", "qsec")) {
  r2 <- summary(lm(reformulate(setdiff(c("wt", "hp", "qsec"), v), v), mtcars))$r.squared
  put("ols", "vif", v, 1 / (1 - r2))
}
# Generalised least squares with a known autocorrelation of 0.4, by the formula.
X <- model.matrix(plain); y <- mtcars$mpg; n <- nrow(X); k <- ncol(X)
Sigma <- 0.4^abs(outer(1:n, 1:n, "-")); Si <- solve(Sigma); B <- solve(t(X) %*% Si %*% X)
b <- B %*% t(X) %*% Si %*% y; e <- y - X %*% b; s2 <- drop(t(e) %*% Si %*% e) / (n - k)
put("gls", "coefficient", label(colnames(X)), b); put("gls", "error", label(colnames(X)), sqrt(s2 * diag(B)))
put("gls", "fit", "loglik", -n / 2 * (log(2 * pi * s2 * (n - k) / n) + 1) - 0.5 * c(determinant(Sigma)$modulus))

robust_of <- function(case, ...) {
  fit <- rlm(stack.loss ~ Air.Flow + Water.Temp + Acid.Conc., stackloss, acc = 1e-14, maxit = 5000, ...)
  s <- summary(fit)
  put(case, "coefficient", label(rownames(s$coefficients)), s$coefficients[, 1])
  put(case, "error", label(rownames(s$coefficients)), s$coefficients[, 2])
  put(case, "fit", "sigma", fit$s)
  put(case, "weight", seq_along(fit$w), fit$w)
}
psi_cauchy <- function(u, c = 2.385, deriv = 0) if (!deriv) 1 / (1 + (u / c)^2) else (1 - (u / c)^2) / (1 + (u / c)^2)^2
robust_of("huber", psi = psi.huber, scale.est = "MAD")
robust_of("huber-proposal2", psi = psi.huber, scale.est = "Huber")
robust_of("tukey", psi = psi.bisquare, scale.est = "MAD")
robust_of("cauchy", psi = psi_cauchy, scale.est = "MAD")
