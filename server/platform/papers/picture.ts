export const mostPictureBytes = 300_000
const mostPixels = 2_000

/** By what the bytes say, not by what they are called; null: neither PNG nor JPEG, or too large to be drawn. */
export function pictureType(bytes: Buffer): 'image/png' | 'image/jpeg' | null {
  if (bytes.length > mostPictureBytes) return null
  const png = pngSize(bytes)
  if (png) return fits(png) ? 'image/png' : null
  const jpeg = jpegSize(bytes)
  return jpeg && fits(jpeg) ? 'image/jpeg' : null
}

type Size = readonly [width: number, height: number]
const fits = ([width, height]: Size) => width > 0 && height > 0 && Math.max(width, height) <= mostPixels

const pngHead = Buffer.from('89504e470d0a1a0a', 'hex')

function pngSize(bytes: Buffer): Size | null {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(pngHead)) return null
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

/** Walks the segments up to the one that starts the picture. */
function jpegSize(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (startsPicture(marker)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)]
  }
  return null
}

const startsPicture = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
