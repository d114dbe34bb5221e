/* SPDX-License-Identifier: MIT */
/* Thread-local variables that another file uses, and one that only this file does.  */

__thread int others_first = 7;
__thread int others_second;
static __thread int own, own_too = 2;

int count_own (int by)
{
  own += by;
  own_too += own;
  return own + own_too + others_second;
}
