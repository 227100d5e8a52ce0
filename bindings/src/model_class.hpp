// SPDX-License-Identifier: Apache-2.0
//
// How a model is registered: a class under Model, held by a shared pointer.
#pragma once

#include <dubao/models/model.hpp>

#include <pybind11/pybind11.h>

#include <memory>

namespace dubao::bindings {

template <typename T>
using ModelClass = pybind11::class_<T, models::Model, std::shared_ptr<T>>;

}  // namespace dubao::bindings
