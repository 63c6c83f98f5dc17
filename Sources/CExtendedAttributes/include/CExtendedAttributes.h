// Extended attributes of files, which Swift's view of the C library on Linux leaves out.
#ifndef CUSTODY_CEXTENDEDATTRIBUTES_H
#define CUSTODY_CEXTENDEDATTRIBUTES_H

#ifdef __linux__
#include <sys/xattr.h>
#endif

#endif
