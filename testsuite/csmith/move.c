/* SPDX-License-Identifier: MIT */
/* What onto-stack.awk has a random program call all the time.  With goro its frame is so large that it has
   a check, at which the stack moves.  With plain GCC it ends a program that would move for too long,
   with status 77.  */

#include <unistd.h>

void move (void);
void move (void)
{
#ifdef __GORO__
  volatile char room[2000];
  room[0] = 0;
#else
  static int calls;
  if (++calls > 100000)
    _exit (77);
#endif
}
