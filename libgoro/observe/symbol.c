/* SPDX-License-Identifier: MIT */
/* Variables by their addresses, from the symbol table of an ELF file: dladdr knows only what a module exports.

   Nothing in the file is trusted.  Raw system calls, no libc.  */
#define _GNU_SOURCE
#pragma GCC optimize ("Os") /* seldom run; counts in every static program */
#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>

#include "observe/escapes.h"
#include "os/syscall.h"

struct file {
  const char *start;
  size_t size;
};

static bool inside (const struct file *f, uint64_t offset, uint64_t size)
{
  return offset <= f->size && size <= f->size - offset;
}

/* The smallest symbol of the table that address is in.  */
static bool search (const struct file *f, const Elf64_Shdr *table, const Elf64_Shdr *strings, uint64_t address, bool thread_local,
                    struct goro_symbol *symbol)
{
  bool found = false;
  for (uint64_t at = 0; at + sizeof (Elf64_Sym) <= table->sh_size; at += sizeof (Elf64_Sym)) {
    Elf64_Sym s;
    __builtin_memcpy (&s, f->start + table->sh_offset + at, sizeof s);
    unsigned type = ELF64_ST_TYPE (s.st_info);
    if (s.st_shndx == SHN_UNDEF || (thread_local ? type != STT_TLS : type != STT_OBJECT && type != STT_NOTYPE && type != STT_COMMON))
      continue;
    if (address - s.st_value >= s.st_size || (found && s.st_size >= symbol->size) || s.st_name >= strings->sh_size)
      continue;
    const char *name = f->start + strings->sh_offset + s.st_name;
    size_t room = strings->sh_size - s.st_name, i = 0;
    for (; i < room && i < sizeof symbol->name - 1 && name[i] != 0; i++)
      symbol->name[i] = name[i];
    symbol->name[i] = 0;
    symbol->start = s.st_value;
    symbol->size = s.st_size;
    found = true;
  }
  return found;
}

static bool find (const struct file *f, uint64_t address, bool thread_local, struct goro_symbol *symbol)
{
  Elf64_Ehdr head;
  if (f->size < sizeof head)
    return false;
  __builtin_memcpy (&head, f->start, sizeof head);
  if (__builtin_memcmp (head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_ident[EI_CLASS] != ELFCLASS64
      || head.e_shentsize != sizeof (Elf64_Shdr) || !inside (f, head.e_shoff, (uint64_t) head.e_shnum * sizeof (Elf64_Shdr)))
    return false;
  static const unsigned kinds[] = { SHT_SYMTAB, SHT_DYNSYM };
  for (unsigned k = 0; k < 2; k++)
    for (unsigned i = 0; i < head.e_shnum; i++) {
      Elf64_Shdr table, strings;
      __builtin_memcpy (&table, f->start + head.e_shoff + i * sizeof table, sizeof table);
      if (table.sh_type != kinds[k] || table.sh_link >= head.e_shnum || !inside (f, table.sh_offset, table.sh_size))
        continue;
      __builtin_memcpy (&strings, f->start + head.e_shoff + table.sh_link * sizeof strings, sizeof strings);
      if (inside (f, strings.sh_offset, strings.sh_size) && search (f, &table, &strings, address, thread_local, symbol))
        return true;
    }
  return false;
}

bool goro__symbol_find (const char *path, uint64_t address, bool thread_local, struct goro_symbol *symbol)
{
  long fd = goro__syscall4 (SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    return false;
  bool found = false;
  long size = goro__syscall3 (SYS_lseek, fd, 0, SEEK_END);
  long map = size > 0 ? goro__syscall6 (SYS_mmap, 0, size, PROT_READ, MAP_PRIVATE, fd, 0) : -1;
  goro__syscall1 (SYS_close, fd);
  if (map > -4096 && map < 0)
    return false;
  struct file f = { (const char *) map, (size_t) size };
  found = find (&f, address, thread_local, symbol);
  goro__syscall2 (SYS_munmap, map, size);
  return found;
}
