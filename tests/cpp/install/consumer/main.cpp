#include <dubao/dubao.hpp>

int main() {
  const auto series = dubao::data::Series::annual(2009, {52.6, 49.5, 63.1}).with_break(2011);
  return series.end() == dubao::time::Period::annual(2012) ? 0 : 1;
}
