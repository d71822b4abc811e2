package com.example.gallery;

final class Thumbnail {
    final byte[] pixels = new byte[300];
}
