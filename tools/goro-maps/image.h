/* SPDX-License-Identifier: MIT */
/* An ELF file of x86-64, object, program or library, as one range of addresses.

   A linked file has the addresses the linker gave it.  The sections of an object file that
   occupy memory are laid out one after the other, and the relocations of the goro_ sections are applied, so that
   the rest of goro-maps need not know the difference.  Nothing in the file is
   trusted: every offset is checked before it is followed.  */
#ifndef GORO_MAPS_IMAGE_H
#define GORO_MAPS_IMAGE_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct section {
  const char *name;
  uint64_t address, size, flags;
  uint32_t type;
  uint8_t *data; /* NULL: has none in the file */
};

/* A name for an address: of a function, or of what a field of the code or of the GOT refers to.  */
struct name {
  uint64_t address;
  const char *text;
};

struct names {
  struct name *all;
  size_t n, room;
};

struct image {
  const char *file;
  bool object; /* not linked: addresses are of our own making */
  uint8_t *data;
  size_t size;
  struct section *sections;
  size_t nsections;
  struct names functions, references;
};

/* Answers what is wrong with the file, or NULL.  */
const char *image_open (struct image *image, const char *file);
void image_close (struct image *image);

/* The section that holds the address, NULL if there is none.  */
const struct section *image_section (const struct image *image, uint64_t address);
/* The bytes from address to the end of its section; NULL if the file has none.  */
const uint8_t *image_bytes (const struct image *image, uint64_t address, const uint8_t **end);
/* A string that ends within its section; NULL if there is none.  */
const char *image_string (const struct image *image, uint64_t address);
/* Where a byte of a section's data is.  */
uint64_t image_address (const struct section *section, const uint8_t *at);
/* What a `long' of maps.h refers to.  The caller has checked that there are four bytes.  */
uint64_t image_relative (const struct section *section, const uint8_t *field);
/* What the call calls that returns to pc: a name, an address, or what is known only when it runs.  */
enum call { CALL_NAMED, CALL_DIRECT, CALL_INDIRECT };
enum call image_call (const struct image *image, uint64_t pc, uint64_t *target, const char **text);

#endif
