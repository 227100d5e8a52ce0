// SPDX-License-Identifier: Apache-2.0
//
// Panel regression: fixed effects (one-way, two-way), random effects and Hausman's test between them.
//
// When      Several entities over several periods. Fixed effects where entities may differ for reasons that go with the
//           regressors, random effects where they do not; slopes that differ between entities: partial_pooling.hpp.
// Example   Grunfeld's ten firms: fixed (0.110124, 0.310065), random (−57.8344, 0.109781, 0.308113), Hausman 2.3304
#pragma once

#include <dubao/regression/panel/fixed_effects.hpp>
#include <dubao/regression/panel/hausman.hpp>
#include <dubao/regression/panel/random_effects.hpp>
