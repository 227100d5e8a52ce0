# Oracle of the temporal disaggregation: the textbook formulas (Chow and Lin 1971; Denton 1971 in Cholette's form) with explicit
# inverses, rho by optimize(), on R's own data: UKgas (quarters of 1960-1986).
# Run from the repository's root: Rscript tests/golden/scripts/temporal.R > tests/golden/temporal/oracle.csv
set.seed(1)
truth <- as.numeric(window(UKgas, 1965, c(1986, 4)))
indicator <- 0.4 * truth + 30 + as.numeric(arima.sim(list(ar = 0.8), 88, sd = 25))
years <- 20                                   # the last two years are extrapolated
low <- colMeans(matrix(truth[1:(4 * years)], 4))
n <- 88
C <- cbind(kronecker(diag(years), matrix(1 / 4, 1, 4)), matrix(0, years, 8))
X <- cbind(1, indicator)
V <- function(kind, rho) {
  if (kind == "chow_lin") return(rho^abs(outer(1:n, 1:n, "-")) / (1 - rho^2))
  D <- diag(n); D[cbind(2:n, 1:(n - 1))] <- -1
  H <- diag(n); H[cbind(2:n, 1:(n - 1))] <- -rho
  solve(t(D) %*% t(H) %*% H %*% D)
}
gls <- function(kind, rho) {
  v <- V(kind, rho); W <- C %*% v %*% t(C); Wi <- solve(W); CX <- C %*% X
  B <- solve(t(CX) %*% Wi %*% CX); beta <- B %*% t(CX) %*% Wi %*% low
  u <- low - CX %*% beta; S <- sum(u * (Wi %*% u))
  s2 <- S / (years - ncol(X)); A <- X - v %*% t(C) %*% Wi %*% CX
  list(loglik = -years / 2 * (log(2 * pi * S / years) + 1) - 0.5 * as.numeric(determinant(W)$modulus), beta = beta, s2 = s2,
       se = sqrt(s2 * diag(B)), x = X %*% beta + v %*% t(C) %*% Wi %*% u,
       xse = sqrt(pmax(0, diag(s2 * (v - v %*% t(C) %*% Wi %*% C %*% v) + s2 * A %*% B %*% t(A)))))
}
denton <- function(proportional) {
  p <- indicator; S <- diag(n); if (proportional) S <- diag(1 / p)
  D <- (diag(n)[-1, ] - diag(n)[-n, ]) %*% S; Q <- t(D) %*% D
  K <- rbind(cbind(Q, t(C)), cbind(C, matrix(0, years, years)))
  right <- if (proportional) c(rep(0, n), low) else c(Q %*% p, low)
  solve(K, right, tol = 1e-30)[1:n]
}
cat(sprintf("# R %s, %s: what, index, value\n", getRversion(), Sys.Date()))
put <- function(what, values) cat(sprintf("%s,%d,%.15g\n", what, seq_along(values) - 1, as.numeric(values)), sep = "")
put("indicator", indicator); put("low", low)
for (kind in c("chow_lin", "litterman", "fernandez")) {
  rho <- 0
  if (kind != "fernandez") {                  # the likelihood has local maxima: look everywhere first
    f <- function(r) -gls(kind, r)$loglik
    grid <- 0.999 * (1 - (1 - (0:60) / 60)^2); at <- which.min(sapply(grid, f))
    rho <- optimize(f, c(grid[max(1, at - 1)], grid[min(61, at + 1)]), tol = 1e-12)$minimum
    if (f(0.999) < f(rho)) rho <- 0.999
    if (f(0) < f(rho)) rho <- 0
  }
  g <- gls(kind, rho)
  put(paste0(kind, ".rho"), rho); put(paste0(kind, ".loglik"), g$loglik); put(paste0(kind, ".sigma2"), g$s2)
  put(paste0(kind, ".beta"), g$beta); put(paste0(kind, ".beta_se"), g$se)
  put(paste0(kind, ".mean"), g$x); put(paste0(kind, ".se"), g$xse)
}
put("denton.additive", denton(FALSE)); put("denton.proportional", denton(TRUE))
