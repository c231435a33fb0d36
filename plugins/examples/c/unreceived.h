#ifndef EXAMPLE_UNRECEIVED_H
#define EXAMPLE_UNRECEIVED_H

#include "handoff.h"

extern const handoff_rule UNRECEIVED;

#endif
