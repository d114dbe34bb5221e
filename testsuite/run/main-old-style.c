/* SPDX-License-Identifier: MIT */
/* Purpose: main defined without a prototype and with a return type other than usual callers see. */
/* Options: -std=gnu89 -Wno-implicit-int */
/* Exit: 6 */
#include "support/check.h"

main (argc, argv)
     int argc;
     char **argv;
{
  if (argc != 1 || argv[1] != 0)
    return 1;
  return 6;
}
