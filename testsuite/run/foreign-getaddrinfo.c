/* SPDX-License-Identifier: MIT */
/* Purpose: getaddrinfo, which needs very much stack, called from many goroutines at once. */
/* Options: -D_GNU_SOURCE */
#include "support/check.h"
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <netinet/in.h>

static _Atomic int right;

static void look_up (int id)
{
  struct addrinfo hints, *list = NULL;
  char port[10];

  memset (&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_family = AF_INET;
  hints.ai_flags = AI_NUMERICHOST;
  snprintf (port, sizeof port, "%d", 1000 + id);
  int error = getaddrinfo ("127.0.0.1", port, &hints, &list);
  CHECK (error == 0 && list != NULL);
  struct sockaddr_in *address = (struct sockaddr_in *) list->ai_addr;
  right += ntohs (address->sin_port) == 1000 + id && ntohl (address->sin_addr.s_addr) == INADDR_LOOPBACK;
  freeaddrinfo (list);
  goro_wait_group_done (&goroutines_under_test);
}

int main (void)
{
  goro_wait_group_add (&goroutines_under_test, 20);
  for (int i = 0; i < 20; i++)
    go look_up (i);
  goro_wait_group_wait (&goroutines_under_test);
  CHECK (right == 20);
  return 0;
}
