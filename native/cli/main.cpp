#include "native/cli/program.h"

int main(int argc, char** argv) {
  return fairlead::cli::runProgram(argc, argv);
}
