// SPDX-License-Identifier: Apache-2.0
//
// The version of the library. CMakeLists.txt and pyproject.toml read it from here, so it is written once.
#pragma once

#define DUBAO_VERSION_MAJOR 0
#define DUBAO_VERSION_MINOR 1
#define DUBAO_VERSION_PATCH 0

namespace dubao {

/// The version as text, for provenance records ("0.1.0").
inline constexpr const char* kVersion = "0.1.0";

}  // namespace dubao
