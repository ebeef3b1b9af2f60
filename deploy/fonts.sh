#!/bin/sh
# Makes the fonts of western European languages as small as they can be: letters the portal writes,
# kerning and figures of equal width. Takes the folder with the files of the npm package
# @fontsource/atkinson-hyperlegible-next. The same letters stand as unicode-range in static/css/fonts.css.
set -eu
cd "$(dirname "$0")/.."
letters=U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212

for weight in 400 700; do
    name=atkinson-hyperlegible-next-latin-$weight-normal.woff2
    .venv/bin/python -m fontTools.subset "$1/$name" --unicodes=$letters --no-hinting --flavor=woff2 \
        --layout-features=kern,tnum,mark,mkmk,ccmp,locl --output-file="static/fonts/$name"
done
