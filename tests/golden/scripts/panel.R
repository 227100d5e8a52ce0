# Oracle of the panel regressions: R's lm with dummies for fixed effects, dense covariance matrices for random effects and clustered
# errors, nlme::lme (REML) for partial pooling. Data: tests/golden/regression/grunfeld.csv and nlme's Orthodont.
# Run from the repository's root: Rscript tests/golden/scripts/panel.R
library(nlme)
number <- function(v) format(v, digits = 17, scientific = TRUE, trim = TRUE)
answers <- list()
record <- function(case, item, name, value)
  answers[[length(answers) + 1]] <<- data.frame(case = case, item = item, name = name, value = number(as.numeric(value)))
g <- read.csv("tests/golden/regression/grunfeld.csv", comment.char = "#")
g$firm <- factor(g$firm, levels = unique(g$firm))
gone <- c(3, 17, 50, 51, 52, 120:130)                  # rows left out for the unbalanced cases, counted from 1
panels <- list(balanced = g, unbalanced = g[-gone, ])

slopes <- c("value", "capital")
for (kind in names(panels)) {
  d <- panels[[kind]]; n <- nrow(d)
  forms <- list(entity = invest ~ value + capital + firm, time = invest ~ value + capital + factor(year),
                both = invest ~ value + capital + firm + factor(year))
  pooled <- lm(invest ~ value + capital, d)
  for (effects in names(forms)) {
    fit <- lm(forms[[effects]], d); s <- coef(summary(fit)); case <- paste("fixed", kind, effects, sep = "_")
    for (v in slopes) {
      record(case, "coefficient", v, s[v, 1]); record(case, "error", v, s[v, 2]); record(case, "p", v, s[v, 4])
      ci <- confint(fit, v, 0.9); record(case, "low", v, ci[1]); record(case, "high", v, ci[2])
    }
    record(case, "loglik", "", logLik(fit)); record(case, "aic", "", AIC(fit)); record(case, "bic", "", BIC(fit))
    record(case, "scale", "", summary(fit)$sigma^2); record(case, "r2", "", summary(fit)$r.squared)
    a <- anova(pooled, fit); record(case, "f_effects", "", a$F[2]); record(case, "f_effects_pvalue", "", a$"Pr(>F)"[2])
    pr <- predict(fit, d[7, ], interval = "confidence", level = 0.95)
    record(case, "mean", "row7", pr[1]); record(case, "mean_low", "row7", pr[2]); record(case, "mean_high", "row7", pr[3])
    # errors clustered by firm, from the dummies: effects of firms are nested in the clusters and not counted
    X <- model.matrix(fit); B <- solve(crossprod(X)); U <- rowsum(X * resid(fit), d$firm)
    counted <- ncol(X) - if (effects == "time") 0 else 10
    if (effects == "entity") counted <- 2
    if (effects == "both") counted <- 2 + 19
    V <- B %*% crossprod(U) %*% B * 10 / 9 * (n - 1) / (n - counted)
    for (v in slopes) record(case, "clustered", v, sqrt(V[v, v]))
    if (kind == "balanced" && effects == "entity") weighted <- lm(forms[[effects]], d, weights = 1 + (seq_len(n) %% 3))
  }
  # Swamy-Arora with every matrix written out
  X <- model.matrix(~ value + capital, d); y <- d$invest; Z <- model.matrix(~ firm - 1, d); TT <- colSums(Z)
  P <- Z %*% diag(1 / TT) %*% t(Z); Q <- diag(n) - P; Xs <- X[, -1]
  bw <- solve(t(Xs) %*% Q %*% Xs, t(Xs) %*% Q %*% y); se2 <- sum((Q %*% (y - Xs %*% bw))^2) / (n - 10 - 2)
  bb <- solve(t(X) %*% P %*% X, t(X) %*% P %*% y); ssb <- sum((P %*% (y - X %*% bb))^2)
  su2 <- (ssb - (10 - 3) * se2) / (n - sum(diag(solve(t(X) %*% P %*% X) %*% t(X) %*% Z %*% t(Z) %*% X)))
  Oi <- solve(diag(n) + su2 / se2 * Z %*% t(Z)); C <- solve(t(X) %*% Oi %*% X); b <- C %*% t(X) %*% Oi %*% y
  r <- y - X %*% b; s2 <- drop(t(r) %*% Oi %*% r) / (n - 3); case <- paste("random", kind, sep = "_")
  record(case, "variance_residual", "", se2); record(case, "variance_entity", "", su2); record(case, "scale", "", s2)
  for (j in 1:3) { nm <- c("intercept", slopes)[j]; record(case, "coefficient", nm, b[j]); record(case, "error", nm, sqrt(s2 * C[j, j])) }
  u <- su2 * t(Z) %*% Oi %*% r / se2
  for (j in 1:10) record(case, "effect", as.character(j), u[j])
}
s <- coef(summary(weighted))
for (v in slopes) { record("fixed_weighted", "coefficient", v, s[v, 1]); record("fixed_weighted", "error", v, s[v, 2]) }

tight <- lmeControl(maxIter = 500, msMaxIter = 2000, tolerance = 1e-13, msTol = 1e-14, niterEM = 200, opt = "nlminb", msMaxEval = 5000)
pool <- function(case, fixed, random, d, names) {
  fit <- lme(fixed, d, random = random, control = tight, method = "REML"); t <- summary(fit)$tTable
  for (j in seq_along(names)) { record(case, "coefficient", names[j], t[j, 1]); record(case, "error", names[j], t[j, 2]) }
  v <- diag(getVarCov(fit)); for (j in seq_along(v)) record(case, "variance", names[j], v[j])
  record(case, "scale", "", fit$sigma^2); record(case, "loglik", "", logLik(fit)); record(case, "aic", "", AIC(fit)); record(case, "bic", "", BIC(fit))
  e <- coef(fit)
  for (i in 1:3) for (j in seq_along(names)) record(case, "group", paste(rownames(e)[i], names[j], sep = "/"), e[i, j])
}
o <- as.data.frame(Orthodont); o$Subject <- factor(as.character(o$Subject), levels = unique(as.character(o$Subject))); o$age <- o$age - 11
pool("pooling_orthodont", distance ~ age, list(Subject = pdDiag(~ age)), o, c("intercept", "age"))
pool("pooling_orthodont_correlated", distance ~ age, list(Subject = pdSymm(~ age)), o, c("intercept", "age"))
few <- o[-c(2, 3, 10, 20:23, 50, 51, 99), ]
few$age <- few$age - mean(few$age)
pool("pooling_orthodont_unbalanced", distance ~ age, list(Subject = pdDiag(~ age)), few, c("intercept", "age"))

head <- paste0("# ", R.version.string, ", nlme ", packageVersion("nlme"), ", ", Sys.Date(), "; tests/golden/scripts/panel.R")
save <- function(rows, file) {
  path <- file.path("tests/golden/regression", file)
  writeLines(head, path); suppressWarnings(write.table(rows, path, append = TRUE, sep = ",", quote = FALSE, row.names = FALSE))
}
save(do.call(rbind, answers), "panel.csv")
data <- rbind(data.frame(case = "pooling_orthodont", subject = o$Subject, age = o$age, distance = o$distance),
              data.frame(case = "pooling_orthodont_unbalanced", subject = few$Subject, age = number(few$age), distance = few$distance))
save(data, "orthodont.csv")
