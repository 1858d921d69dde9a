/** How many pictures one upload may bring, and how many bytes of them: they are in memory while they are drawn anew. */
export const mostPictures = 40
export const mostPictureBytes = 40 * 1_048_576
