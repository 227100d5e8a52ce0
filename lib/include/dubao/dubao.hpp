// SPDX-License-Identifier: Apache-2.0
//
// The umbrella header: includes, nothing else. For short compile times include what you use.
#pragma once

#include <dubao/data/draws.hpp>
#include <dubao/data/panel.hpp>
#include <dubao/data/random.hpp>
#include <dubao/data/series.hpp>
#include <dubao/error.hpp>
#include <dubao/models/model.hpp>
#include <dubao/time/period.hpp>
#include <dubao/version.hpp>
