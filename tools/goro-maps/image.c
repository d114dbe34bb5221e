/* SPDX-License-Identifier: MIT */
/* Reading ELF files: see image.h.  */

#define _GNU_SOURCE
#include "tools/goro-maps/image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool inside (const struct image *image, uint64_t offset, uint64_t size)
{
  return offset <= image->size && size <= image->size - offset;
}

static const Elf64_Shdr *header (const struct image *image, size_t i)
{
  const Elf64_Ehdr *elf = (const Elf64_Ehdr *) image->data;
  return (const Elf64_Shdr *) (image->data + elf->e_shoff) + i;
}

/* String number offset of the string table in section i.  */
static const char *string (const struct image *image, size_t i, uint64_t offset)
{
  if (i >= image->nsections || offset >= image->sections[i].size || image->sections[i].data == NULL)
    return "";
  const char *text = (const char *) image->sections[i].data + offset;
  return memchr (text, 0, image->sections[i].size - offset) ? text : "";
}

static void add (struct names *names, uint64_t address, const char *text)
{
  if (names->n == names->room) {
    names->room = names->room ? 2 * names->room : 256;
    names->all = realloc (names->all, names->room * sizeof *names->all);
    if (names->all == NULL)
      abort ();
  }
  names->all[names->n++] = (struct name) { address, text };
}

static int by_address (const void *a, const void *b)
{
  const struct name *x = a, *y = b;
  if (x->address != y->address)
    return x->address < y->address ? -1 : 1;
  return strcmp (x->text, y->text);
}

static const char *find (const struct names *names, uint64_t address)
{
  size_t low = 0, high = names->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (names->all[middle].address < address)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == names->n || names->all[low].address != address)
    return NULL;
  /* "goro.f" is f as instrumented code calls it, "goro.args.f" the same with arguments on the stack.  */
  const char *text = names->all[low].text;
  if (strncmp (text, "goro.", 5) == 0)
    text += strncmp (text + 5, "args.", 5) == 0 ? 10 : 5;
  return text;
}

static const char *read_file (struct image *image)
{
  struct stat st;
  int fd = open (image->file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return strerror (errno);
  if (fstat (fd, &st) != 0 || S_ISDIR (st.st_mode) || st.st_size == 0) {
    close (fd);
    return S_ISDIR (st.st_mode) ? "is a folder" : "is empty";
  }
  image->size = st.st_size;
  /* Private: relocations are applied in place.  */
  image->data = mmap (NULL, image->size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
  int error = errno;
  close (fd);
  if (image->data == MAP_FAILED) {
    image->data = NULL;
    return strerror (error);
  }
  return NULL;
}

static const char *read_header (struct image *image)
{
  const Elf64_Ehdr *elf = (const Elf64_Ehdr *) image->data;
  if (image->size >= 8 && memcmp (image->data, "!<arch>\n", 8) == 0)
    return "is an archive; take the objects out with `ar x'";
  if (image->size < EI_NIDENT || memcmp (image->data, ELFMAG, SELFMAG) != 0)
    return "is no ELF file";
  if (image->data[EI_CLASS] != ELFCLASS64 || image->data[EI_DATA] != ELFDATA2LSB
      || image->size < sizeof *elf || elf->e_machine != EM_X86_64)
    return "is not for x86-64";
  if (elf->e_type != ET_REL && elf->e_type != ET_EXEC && elf->e_type != ET_DYN)
    return "is neither an object file nor a program nor a library";
  image->object = elf->e_type == ET_REL;
  if (elf->e_shoff == 0)
    return "has no section headers";
  if (elf->e_shentsize != sizeof (Elf64_Shdr) || elf->e_shoff % 8 != 0
      || !inside (image, elf->e_shoff, sizeof (Elf64_Shdr)))
    return "has damaged section headers";
  /* With 65,280 sections or more both numbers are in the first header.  */
  image->nsections = elf->e_shnum ? elf->e_shnum : header (image, 0)->sh_size;
  if (image->nsections > image->size / sizeof (Elf64_Shdr)
      || !inside (image, elf->e_shoff, image->nsections * sizeof (Elf64_Shdr)))
    return "has damaged section headers";
  return NULL;
}

static const char *read_sections (struct image *image)
{
  const Elf64_Ehdr *elf = (const Elf64_Ehdr *) image->data;
  uint64_t next = 0x1000;
  image->sections = calloc (image->nsections + 1, sizeof *image->sections);
  if (image->sections == NULL)
    abort ();
  for (size_t i = 0; i < image->nsections; i++) {
    const Elf64_Shdr *h = header (image, i);
    struct section *s = &image->sections[i];
    *s = (struct section) { "", h->sh_addr, h->sh_size, h->sh_flags, h->sh_type, NULL };
    if (h->sh_type != SHT_NOBITS && h->sh_type != SHT_NULL) {
      if (!inside (image, h->sh_offset, h->sh_size))
        return "has a section that reaches beyond its end";
      s->data = image->data + h->sh_offset;
    }
    if (image->object && (s->flags & SHF_ALLOC)) {
      s->address = next;
      if (s->size > UINT64_C (1) << 40)
        return "has a section of an impossible size";
      next += (s->size + 63) / 64 * 64;
    }
  }
  size_t strings = elf->e_shstrndx == SHN_XINDEX ? header (image, 0)->sh_link : elf->e_shstrndx;
  for (size_t i = 0; i < image->nsections; i++)
    image->sections[i].name = string (image, strings, header (image, i)->sh_name);
  return NULL;
}

/* Symbol number `index' of the table in section `table'; false if its place is not known here.  */
static bool symbol (const struct image *image, size_t table, size_t index, uint64_t *address, const char **text,
                    unsigned *type)
{
  if (table >= image->nsections || image->sections[table].data == NULL
      || (image->sections[table].type != SHT_SYMTAB && image->sections[table].type != SHT_DYNSYM)
      || index >= image->sections[table].size / sizeof (Elf64_Sym))
    return false;
  const Elf64_Sym *s = (const Elf64_Sym *) image->sections[table].data + index;
  *text = string (image, header (image, table)->sh_link, s->st_name);
  *type = ELF64_ST_TYPE (s->st_info);
  *address = s->st_value;
  size_t section = s->st_shndx;
  if (section == SHN_XINDEX) {
    for (size_t i = 0; i < image->nsections; i++)
      if (image->sections[i].type == SHT_SYMTAB_SHNDX && header (image, i)->sh_link == table
          && image->sections[i].data && index < image->sections[i].size / 4)
        memcpy (&section, image->sections[i].data + 4 * index, 4);
  } else if (section >= SHN_LORESERVE)
    return section == SHN_ABS;
  if (section == SHN_UNDEF || section >= image->nsections)
    return false;
  if (image->object)
    *address += image->sections[section].address;
  return true;
}

static void read_symbols (struct image *image)
{
  for (size_t i = 0; i < image->nsections; i++) {
    const char *text;
    uint64_t address;
    unsigned type;
    if (image->sections[i].type != SHT_SYMTAB && image->sections[i].type != SHT_DYNSYM)
      continue;
    for (size_t k = 1; k < image->sections[i].size / sizeof (Elf64_Sym); k++)
      if (symbol (image, i, k, &address, &text, &type) && (type == STT_FUNC || type == STT_NOTYPE)
          && *text && *text != '.')
        add (&image->functions, address, text);
  }
}

/* One relocation of a goro_ section; false if it is of a kind that the plugin does not make.  */
static bool apply (const struct section *target, const Elf64_Rela *r, uint64_t symbol_address)
{
  uint64_t value = symbol_address + r->r_addend, size = ELF64_R_TYPE (r->r_info) == R_X86_64_PC64 ? 8 : 4;
  switch (ELF64_R_TYPE (r->r_info)) {
    case R_X86_64_NONE: return true;
    case R_X86_64_PC32: case R_X86_64_PLT32: case R_X86_64_PC64: break;
    default: return false;
  }
  if (target->data == NULL || r->r_offset > target->size || target->size - r->r_offset < size)
    return false;
  value -= target->address + r->r_offset;
  memcpy (target->data + r->r_offset, &value, size);
  return true;
}

static const char *read_relocations (struct image *image)
{
  for (size_t i = 0; i < image->nsections; i++) {
    const struct section *s = &image->sections[i];
    const Elf64_Shdr *h = header (image, i);
    if (s->type != SHT_RELA || s->data == NULL)
      continue;
    const struct section *target = h->sh_info < image->nsections ? &image->sections[h->sh_info] : NULL;
    /* Records of variables are of no concern here, and may name what stands in other objects.  */
    bool maps = image->object && target && strncmp (target->name, "goro_", 5) == 0
                && strncmp (target->name, "goro_roots", 10) != 0 && strncmp (target->name, "goro_tls", 8) != 0;
    bool code = image->object && target && (target->flags & SHF_EXECINSTR);
    if (image->object && !maps && !code)
      continue;
    for (size_t k = 0; k < s->size / sizeof (Elf64_Rela); k++) {
      const Elf64_Rela *r = (const Elf64_Rela *) s->data + k;
      uint64_t address = 0;
      const char *text = "";
      unsigned type = STT_NOTYPE;
      bool here = symbol (image, h->sh_link, ELF64_R_SYM (r->r_info), &address, &text, &type);
      if (maps && !((here || ELF64_R_TYPE (r->r_info) == R_X86_64_NONE) && apply (target, r, address)))
        return "has maps with a relocation that goro does not make";
      if (maps)
        continue;
      /* What is left of a section's start or of nobody is a name only if a symbol is there.  */
      if (type == STT_SECTION || !*text)
        text = here ? find (&image->functions, address + r->r_addend + 4) : NULL;
      if (text)
        add (&image->references, r->r_offset + (image->object ? target->address : 0), text);
    }
  }
  return NULL;
}

const char *image_open (struct image *image, const char *file)
{
  const char *error;
  *image = (struct image) { .file = file };
  if ((error = read_file (image)) || (error = read_header (image)) || (error = read_sections (image)))
    return error;
  read_symbols (image);
  qsort (image->functions.all, image->functions.n, sizeof (struct name), by_address);
  if ((error = read_relocations (image)))
    return error;
  qsort (image->references.all, image->references.n, sizeof (struct name), by_address);
  return NULL;
}

void image_close (struct image *image)
{
  free (image->functions.all);
  free (image->references.all);
  free (image->sections);
  if (image->data)
    munmap (image->data, image->size);
}

const struct section *image_section (const struct image *image, uint64_t address)
{
  for (size_t i = 0; i < image->nsections; i++) {
    const struct section *s = &image->sections[i];
    /* Thread-local variables without initial values take no room where they seem to stand.  */
    if ((s->flags & SHF_ALLOC) && !(s->type == SHT_NOBITS && (s->flags & SHF_TLS))
        && address - s->address < s->size)
      return s;
  }
  return NULL;
}

const uint8_t *image_bytes (const struct image *image, uint64_t address, const uint8_t **end)
{
  const struct section *s = image_section (image, address);
  if (s == NULL || s->data == NULL)
    return NULL;
  *end = s->data + s->size;
  return s->data + (address - s->address);
}

const char *image_string (const struct image *image, uint64_t address)
{
  const uint8_t *end, *text = image_bytes (image, address, &end);
  return text && memchr (text, 0, end - text) ? (const char *) text : NULL;
}

uint64_t image_address (const struct section *section, const uint8_t *at)
{
  return section->address + (at - section->data);
}

uint64_t image_relative (const struct section *section, const uint8_t *field)
{
  int32_t distance;
  memcpy (&distance, field, sizeof distance);
  return image_address (section, field) + distance;
}

enum call image_call (const struct image *image, uint64_t pc, uint64_t *target, const char **text)
{
  const struct section *s = image_section (image, pc - 1);
  *text = NULL;
  if (s == NULL || s->data == NULL || pc - s->address < 6)
    return CALL_INDIRECT;
  const uint8_t *code = s->data + (pc - s->address);
  bool direct = code[-5] == 0xe8;
  if (!direct && !(code[-6] == 0xff && code[-5] == 0x15)) /* call *slot(%rip) */
    return CALL_INDIRECT;
  int32_t distance;
  memcpy (&distance, code - 4, sizeof distance);
  *target = pc + distance;
  *text = find (&image->references, pc - 4);
  if (*text == NULL)
    *text = find (direct ? &image->functions : &image->references, *target);
  return *text ? CALL_NAMED : direct ? CALL_DIRECT : CALL_INDIRECT;
}
