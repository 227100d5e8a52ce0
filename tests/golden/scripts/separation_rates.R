# Oracle of the separation rates: R's glm (probit and logit) on simulated persons, sandwich covariance and delta method by hand.
# Run from the repository's root: Rscript tests/golden/scripts/separation_rates.R
# R 4.2.2, base packages only, November 2026. Writes tests/golden/labour/separation_persons.csv (simulated, nobody's data)
# and separation_rates.csv (link, outcome, occupation, rate, error).
set.seed(146)
n <- 900
occupation <- sample(c("21", "25", "35"), n, TRUE, c(0.2, 0.5, 0.3))
age <- sample(18:66, n, TRUE)
sex <- sample(c("F", "M"), n, TRUE)
education <- sample(c("primary", "secondary", "tertiary"), n, TRUE, c(0.2, 0.5, 0.3))
exit <- pnorm(-1.7 + 1.1 * (age >= 60) + 0.3 * (age < 25) + 0.2 * (sex == "F"))
move <- pnorm(-1.3 - 0.01 * (age - 40) + 0.2 * (education == "primary"))
u <- runif(n)
outcome <- ifelse(u < exit, "left", ifelse(u > 1 - move, "transferred", "stayed"))
weight <- round(runif(n, 80, 900), 1)
persons <- data.frame(occupation, age, sex, education, outcome, weight)
write.csv(persons, "tests/golden/labour/separation_persons.csv", row.names = FALSE, quote = FALSE)
band <- cut(age, c(-Inf, 24, 34, 44, 54, 59, Inf))
answers <- NULL
for (link in c("probit", "logit")) for (what in c("left", "transferred")) {
  y <- as.numeric(outcome == what)
  w <- weight / mean(weight)
  fit <- suppressWarnings(glm(y ~ band + sex + education, family = binomial(link), weights = w,
                              control = glm.control(epsilon = 1e-15, maxit = 100)))
  X <- model.matrix(fit); mu <- fitted(fit); slope <- fit$family$mu.eta(fit$linear.predictors)
  bread <- solve(t(X) %*% (X * (w * slope^2 / (mu * (1 - mu)))))
  score <- X * (w * (y - mu) * slope / (mu * (1 - mu)))
  V <- bread %*% (t(score) %*% score) %*% bread * n / (n - ncol(X))
  for (o in sort(unique(occupation))) {
    k <- occupation == o
    gradient <- colSums(X[k, ] * (weight[k] * slope[k])) / sum(weight[k])
    answers <- rbind(answers, data.frame(link, outcome = what, occupation = o,
      rate = format(sum(weight[k] * mu[k]) / sum(weight[k]), digits = 15),
      error = format(sqrt(drop(t(gradient) %*% V %*% gradient)), digits = 15)))
  }
}
write.csv(answers, "tests/golden/labour/separation_rates.csv", row.names = FALSE, quote = FALSE)
