import React, { type FC } from 'react';

interface Shown {
  id: string;
  kind: string;
  name: string;
  size: number;
  width: number | null;
  height: number | null;
}

const kilobytes = (size: number): string => `${Math.max(1, Math.round(size / 1024))} kB`;

/** Where staff open a file of a room; the server looks at their rights again. */
export const fileHref = (id: string): string => `/admin/attachments/${id}`;

/** Pictures where they were shown, documents as what they are called; both open beside the case. */
export const Attachments: FC<{ files: Shown[]; height?: number }> = ({ files, height = 160 }) => {
  if (files.length === 0) return null;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 6 }}>
      {files.map((file) => (
        <a
          key={file.id}
          href={fileHref(file.id)}
          target="_blank"
          rel="noopener noreferrer"
          style={{ color: '#0f6b5c', fontSize: 13, fontWeight: 600, overflowWrap: 'anywhere' }}
        >
          {file.kind.toLowerCase() === 'image' ? (
            <img
              src={fileHref(file.id)}
              alt={file.name}
              loading="lazy"
              width={file.width ?? undefined}
              height={file.height ?? undefined}
              style={{
                display: 'block',
                maxHeight: height,
                maxWidth: '100%',
                width: 'auto',
                height: 'auto',
                borderRadius: 8,
                border: '1px solid #dde7e3',
              }}
            />
          ) : (
            `${file.name} · ${kilobytes(file.size)}`
          )}
        </a>
      ))}
    </div>
  );
};
