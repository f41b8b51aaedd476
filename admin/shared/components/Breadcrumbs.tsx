import { useTranslation, type BreadcrumbProps } from 'adminjs';
import React, { type FC } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from './format';

/** Home, the list, the row by its name, and what is being done to it. */
const Breadcrumbs: FC<BreadcrumbProps> = ({ resource, record, actionName }) => {
  const { translateLabel, translateAction } = useTranslation();
  const { word } = useFormats();
  const list = resource.href ?? '/admin';
  const steps: [string, string | null][] = [
    [translateLabel('dashboard'), '/admin'],
    [translateLabel(resource.name, resource.id), actionName === 'list' ? null : list],
  ];
  if (record?.title) {
    const show = actionName === 'show' ? null : `/admin/resources/${resource.id}/records/${record.id}/show`;
    steps.push([word(record.title, resource.id), show]);
  }
  if (actionName !== 'list' && actionName !== 'show')
    steps.push([translateAction(actionName, resource.id), null]);
  return (
    <nav aria-label={translateLabel('breadcrumbs')} style={{ flexGrow: 1, fontSize: 14 }}>
      {steps.map(([label, href], index) => (
        <React.Fragment key={`${label}-${index}`}>
          {index > 0 && (
            <span aria-hidden="true" style={{ padding: '0 8px', color: '#8aa39a' }}>
              /
            </span>
          )}
          {href ? (
            <Link to={href} style={{ color: '#5b6f68', textDecoration: 'none' }}>
              {label}
            </Link>
          ) : (
            <span aria-current="page">{label}</span>
          )}
        </React.Fragment>
      ))}
    </nav>
  );
};

export default Breadcrumbs;
